const DIGITS = 3;
/** How far a sum of weights may be from 1; the server has the same tolerance. */
const TOLERANCE = 1e-3;

export type Weights = Record<string, number>;

export function sumOf(weights: Weights): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0);
}

export function sumsToOne(weights: Weights): boolean {
  return Math.abs(sumOf(weights) - 1) <= TOLERANCE;
}

/** Scales weights to three decimals whose sum is exactly 1. Weights that are all 0 become equal. */
export function balanced(weights: Weights): Weights {
  const sum = sumOf(weights);
  const names = Object.keys(weights);
  const shares = names.map((name) => (sum > 0 ? (weights[name] ?? 0) / sum : 1 / names.length));
  return Object.fromEntries(apportioned(shares).map((share, index) => [names[index] ?? "", share]));
}

/** Sets one weight and scales the others, so that the sum stays 1. */
export function linked(weights: Weights, name: string, value: number): Weights {
  const others = Object.fromEntries(Object.entries(weights).filter(([other]) => other !== name));
  const sum = sumOf(others);
  const count = Object.keys(others).length;
  const left = count > 0 ? 1 - value : 0;
  const scaled = Object.entries(weights).map(([other, weight]) => {
    if (other === name) return [other, count > 0 ? value : 1] as const;
    return [other, sum > 0 ? (weight / sum) * left : left / count] as const;
  });
  const shares = apportioned(scaled.map(([, share]) => share));
  return Object.fromEntries(scaled.map(([other], index) => [other, shares[index] ?? 0]));
}

/** Rounds shares of 1 by the largest remainder, so that they still sum to 1. */
function apportioned(shares: readonly number[]): number[] {
  const unit = 10 ** DIGITS;
  const exact = shares.map((share) => share * unit);
  const whole = exact.map((share) => Math.floor(share + 1e-9));
  let left = unit - whole.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => [share - (whole[index] ?? 0), index] as const)
    .sort((a, b) => b[0] - a[0]);
  for (const [, index] of byRemainder) {
    if (left <= 0) break;
    whole[index] = (whole[index] ?? 0) + 1;
    left -= 1;
  }
  return whole.map((share) => share / unit);
}
