/** The key of a column; a minus sign puts the greatest first. Empty: as they came. */
export type RowOrder = string;

/** The column of the rows' names. */
export const LABEL = "label";

interface Columns<Row> {
  label: (row: Row) => string;
  value: (row: Row, key: string) => number | null | undefined;
}

/** Rows of a table in an order; those without a value come last. */
export function orderedBy<Row>(rows: readonly Row[], order: RowOrder, { label, value }: Columns<Row>): Row[] {
  if (order === "") return [...rows];
  const key = order.replace(/^-/, "");
  const sign = order.startsWith("-") ? -1 : 1;
  if (key === LABEL) return rows.toSorted((one, other) => sign * label(one).localeCompare(label(other), "en", NATURAL));
  return rows.toSorted((one, other) => {
    const [first, second] = [value(one, key) ?? null, value(other, key) ?? null];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}

const NATURAL = { numeric: true };

/** The next order after a click on a heading: the greatest first, then the smallest, then as they came. */
export function nextOrder(order: RowOrder, key: string): RowOrder {
  const [first, second] = key === LABEL ? [key, `-${key}`] : [`-${key}`, key];
  return order === first ? second : order === second ? "" : first;
}
