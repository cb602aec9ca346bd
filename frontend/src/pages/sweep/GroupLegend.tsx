import type { Groups } from "../../api/types";
import { runColour } from "../../components/colours";
import { formatError, formatNumber } from "../../components/numbers";
import { Swatch } from "../../components/Swatch";
import classes from "./GroupLegend.module.css";

/** The groups with the colours that they have in the figures. */
export function GroupLegend({ groups }: { groups: Groups | undefined }) {
  return (
    <ul className={classes.legend} aria-label="Groups">
      {groups?.groups.map(({ id, label, hypervolume }, place) => (
        <li key={id}>
          <span className={classes.name} title={label}>
            <Swatch colour={runColour(place)} /> {label}
          </span>
          <span className={classes.value}>
            {formatNumber(hypervolume.mean)}{" "}
            <small>
              {formatError(hypervolume.mean, hypervolume.standard_error)} hypervolume, n = {hypervolume.n}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}
