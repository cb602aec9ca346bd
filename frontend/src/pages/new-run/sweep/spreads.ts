/** How numbers between two ends are spread. */
export const SPREADS = [
  { value: "linear", label: "linear" },
  { value: "log", label: "logarithmic" },
] as const;
