import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { usePresets, useRunConfigSchema } from "../../api/runConfigs";
import { runQuery } from "../../api/runs";
import { ErrorState } from "../../components/ErrorState";
import { useTitle } from "../../components/useTitle";
import { copiedConfig, originWords, stepOf } from "./copied";
import { schemaOf } from "./form/schema";
import { withoutDefaults } from "./form/withoutDefaults";
import { NewRun } from "./NewRun";
import { firstAxes } from "./sweep/firstAxes";
import { writeDraft } from "./yamlDraft";

/** Loads what a new run begins with: a preset, the config of another run, or one of its checkpoints. */
export function NewRunPage() {
  useTitle("New run");
  const [parameters] = useSearchParams();
  const from = parameters.get("from");
  const step = stepOf(parameters.get("step"));
  const presetId = parameters.get("preset");
  const schema = useRunConfigSchema();
  const presets = usePresets();
  const origin = useQuery({ ...runQuery(from ?? ""), enabled: from !== null });
  const error = schema.error ?? presets.error ?? (from === null ? null : origin.error);
  if (error) return <ErrorState error={error} />;
  if (!schema.data || !presets.data || (from !== null && !origin.data))
    return <Skeleton h={480} animate={false} aria-label="Loading the form" />;
  const all = presets.data.presets;
  const preset = from === null ? (all.find(({ id }) => id === presetId) ?? all[0]) : undefined;
  const begin = origin.data ? copiedConfig(origin.data, step) : (preset?.config ?? {});
  const root = schemaOf(schema.data);
  return (
    <NewRun
      key={`${from ?? ""} ${step ?? ""}`}
      root={root}
      presets={all}
      start={writeDraft(withoutDefaults(begin, root))}
      chosen={preset?.id ?? null}
      origin={origin.data ? originWords(origin.data, step) : null}
      vary={firstAxes(parameters.getAll("vary"), begin)}
      draftKey={step === null ? `new-run ${from ?? ""}` : `new-run ${from ?? ""} ${step}`}
    />
  );
}
