/** An SVG path that holds each value until the next step, fitted into a box. */
export function stepPath(points: readonly [number, number][], width: number, height: number, inset: number): string {
  const steps = points.map(([step]) => step);
  const values = points.map(([, value]) => value);
  const x = scale(Math.min(...steps), Math.max(...steps), inset, width - inset);
  const y = scale(Math.min(...values), Math.max(...values), height - inset, inset);
  return points
    .map(([step, value], index) => (index === 0 ? `M${x(step)} ${y(value)}` : `H${x(step)}V${y(value)}`))
    .join("");
}

function scale(from: number, to: number, low: number, high: number): (value: number) => string {
  const span = to - from;
  return (value) => (span === 0 ? low : low + ((value - from) / span) * (high - low)).toFixed(1);
}
