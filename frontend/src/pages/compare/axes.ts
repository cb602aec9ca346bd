/** Reads "accuracy:0.2,tokens:24" from an address; what is no number is left out. */
export function axesOf(text: string | null): Readonly<Record<string, number>> {
  const found = (text ?? "").split(",").flatMap((part): [string, number][] => {
    const at = part.lastIndexOf(":");
    const value = at > 0 && part.slice(at + 1).trim() !== "" ? Number(part.slice(at + 1)) : NaN;
    return Number.isFinite(value) ? [[part.slice(0, at), value]] : [];
  });
  return Object.fromEntries(found);
}
