import { Skeleton } from "@mantine/core";
import classes from "./RunsSkeleton.module.css";

const ROWS = 6;

/** Takes the space of the table until its rows have arrived. */
export function RunsSkeleton() {
  return (
    <div className={classes.frame} aria-busy aria-label="Loading the runs">
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className={classes.row}>
          <Skeleton w={72} h={8} />
          <Skeleton w={`${18 + ((row * 7) % 12)}%`} h={8} />
          <Skeleton w={64} h={8} />
          <Skeleton flex={1} h={8} />
        </div>
      ))}
    </div>
  );
}
