import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./FinalGroups.module.css";
import { nextOrder, type RowOrder } from "./rowOrder";

interface Props {
  /** Key of the column. */
  by: string;
  label: ReactNode;
  sort: RowOrder;
  onSort: (sort: RowOrder) => void;
  className: string | undefined;
}

/** The heading of a column that sorts the table. */
export function SortHeading({ by, label, sort, onSort, className }: Props) {
  const order = sort === by ? "ascending" : sort === `-${by}` ? "descending" : "none";
  return (
    <th aria-sort={order} className={className}>
      <UnstyledButton className={classes.heading} onClick={() => onSort(nextOrder(sort, by))}>
        {label}
        {order !== "none" && <span aria-hidden> {order === "ascending" ? "↑" : "↓"}</span>}
      </UnstyledButton>
    </th>
  );
}
