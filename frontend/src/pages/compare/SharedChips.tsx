import type { Run } from "../../api/types";
import { Chip } from "../../components/Chip";

/** What the runs have in common, and a warning if their tasks differ. */
export function SharedChips({ runs }: { runs: readonly Run[] }) {
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
      {shares("seed") && <Chip>seed {String(first.config.seed)}</Chip>}
    </>
  );
}
