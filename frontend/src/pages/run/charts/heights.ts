/** Minimum heights of plots in pixels on a wide screen, for which the figures are laid out. */
export const heights = { tall: 272, middle: 200, low: 180, panels: 272 } as const;
