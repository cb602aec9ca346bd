import type { Run } from "../../api/types";
import { Chip } from "../../components/Chip";

interface Props {
  runs: readonly Run[];
  /** The most runs that fit, and how many there are beyond. */
  most: number;
  beyond: number;
  /** Objectives that not all of the runs train. */
  leftOut: readonly string[];
}

/** What the runs have in common, and warnings: of different tasks, and of what the comparison leaves out. */
export function SharedChips({ runs, most, beyond, leftOut }: Props) {
  const [first] = runs;
  if (!first || runs.length < 2) return null;
  const shares = (key: string) =>
    runs.every((run) => JSON.stringify(run.config[key]) === JSON.stringify(first.config[key]));
  const same = [shares("task") && "task", shares("policy") && "policy"].filter(Boolean).join(" and ");
  return (
    <>
      {same && <Chip>same {same}</Chip>}
      {!shares("task") && (
        <Chip
          tone="warning"
          title="Their validation splits differ, so their points are not measured on the same prompts."
        >
          different tasks
        </Chip>
      )}
      {leftOut.length > 0 && (
        <Chip
          tone="warning"
          title="Not all of these runs train it, so it is no part of the fronts and hypervolumes that are compared."
        >
          without {leftOut.join(", ")}
        </Chip>
      )}
      {beyond > 0 && (
        <Chip tone="warning">
          {most} of {most + beyond} runs, evenly chosen
        </Chip>
      )}
      {shares("seed") && <Chip>seed {String(first.config.seed)}</Chip>}
    </>
  );
}
