/** Reads seeds such as "3, 4 5"; null if one of them is no whole number from 0 on, or stands there twice. */
export function seedsOf(text: string): number[] | null {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  if (words.some((word) => !/^\d{1,10}$/.test(word))) return null;
  const seeds = words.map(Number);
  return seeds.length > 0 && new Set(seeds).size === seeds.length ? seeds : null;
}

/** The next seeds after those that there are, as many as `count`. */
export function nextSeeds(seeds: readonly number[], count: number): number[] {
  const first = Math.max(-1, ...seeds) + 1;
  return Array.from({ length: count }, (_, at) => first + at);
}
