import { Skeleton } from "@mantine/core";
import { useGroups } from "../../api/groups";
import { runColour } from "../../components/colours";
import { MiddleCut } from "../../components/MiddleCut";
import { formatInterval, formatNumber } from "../../components/numbers";
import { QueryError } from "../../components/QueryError";
import { Swatch } from "../../components/Swatch";
import classes from "./RunStrip.module.css";

const HEIGHT = 44;

/** The groups of runs, each with its colour, its number of runs, and the mean of their hypervolumes. */
export function GroupStrip({ ids, by }: { ids: readonly string[]; by: readonly string[] }) {
  const groups = useGroups(ids, by);
  if (groups.isPending) return <Skeleton h={HEIGHT} mb={16} animate={false} />;
  return (
    <>
      <QueryError query={groups} />
      <ul className={classes.strip} aria-label="Groups">
        {groups.data?.groups.map(({ id, label, n, hypervolume }, place) => (
          <li key={id}>
            <div className={classes.name}>
              <Swatch colour={runColour(place)} />
              <MiddleCut text={label} />
              <span className={classes.count}>n = {n}</span>
            </div>
            <div className={classes.value}>
              {formatNumber(hypervolume.mean)}{" "}
              <small title={hypervolume.interval ? "95 % interval of the mean hypervolume" : undefined}>
                {formatInterval(hypervolume.mean, hypervolume.interval)} hypervolume
              </small>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
