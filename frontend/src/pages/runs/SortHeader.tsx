import { UnstyledButton } from "@mantine/core";
import classes from "./SortHeader.module.css";
import type { Sort } from "../../api/types";
import { nextSort, type SortKey } from "./useRunFilter";

interface Props {
  by: SortKey;
  label: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  className?: string | undefined;
}

/** The heading of a column; a click sorts the list by it. */
export function SortHeader({ by, label, sort, onSort, className }: Props) {
  const order = sort === by ? "ascending" : sort === `-${by}` ? "descending" : "none";
  return (
    <th aria-sort={order} className={className}>
      <UnstyledButton className={classes.button} onClick={() => onSort(nextSort(sort, by))}>
        {label}
        <span className={classes.arrow} data-order={order} aria-hidden>
          {order === "ascending" ? "↑" : "↓"}
        </span>
      </UnstyledButton>
    </th>
  );
}
