import { CloseButton } from "@mantine/core";
import { Chip } from "../../../components/Chip";
import classes from "./AxisChips.module.css";
import { useSweepForm } from "./sweepContext";
import { axisWords } from "./sweepWords";

/** The axes of the sweep, which can be removed, and its seeds. */
export function AxisChips() {
  const sweep = useSweepForm();
  return (
    <ul className={classes.chips} aria-label="What varies">
      {sweep.axes.map((axis) => {
        const fault = sweep.parsed.find(({ field }) => field === axis.field)?.fault ?? sweep.errors[axis.field];
        return (
          <li key={axis.field}>
            <Chip tone={fault ? "warning" : "plain"} title={fault ?? axis.text}>
              <span className={classes.words} data-wrong={Boolean(fault) || undefined}>
                {axisWords(axis)}
              </span>
              <CloseButton
                size={16}
                aria-label={`Do not vary ${axis.field} any more`}
                onClick={() => sweep.remove(axis.field)}
              />
            </Chip>
          </li>
        );
      })}
      {sweep.seedsText !== "" && (
        <li>
          <Chip tone={sweep.seeds.fault ? "warning" : "plain"} title={sweep.seeds.fault ?? sweep.seedsText}>
            <span className={classes.words} data-wrong={sweep.seeds.fault !== null || undefined}>
              {axisWords({ field: "seeds", text: sweep.seedsText })}
            </span>
            <CloseButton size={16} aria-label="Use one seed" onClick={() => sweep.typeSeeds("")} />
          </Chip>
        </li>
      )}
    </ul>
  );
}
