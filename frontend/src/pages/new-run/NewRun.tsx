import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { Problem } from "../../api/problem";
import { useCreateRun } from "../../api/runs";
import { useCreateSweep } from "../../api/sweepRequests";
import type { Config, Preset } from "../../api/types";
import { Chip } from "../../components/Chip";
import { ConfigForm } from "./form/ConfigForm";
import { FormContext, type FormState } from "./form/formContext";
import { objectiveNames } from "./form/objectiveNames";
import type { Schema } from "./form/schema";
import { withoutDefaults } from "./form/withoutDefaults";
import { LaunchBar } from "./LaunchBar";
import { launchObstacle } from "./launchObstacle";
import classes from "./NewRun.module.css";
import { PresetList } from "./PresetList";
import { ReplaceDraft } from "./ReplaceDraft";
import type { Axis } from "./sweep/axes";
import { sortErrors } from "./sweep/axisErrors";
import { SweepContext } from "./sweep/sweepContext";
import { sweepDraft } from "./sweep/sweepDraft";
import { useSweepDraft } from "./sweep/useSweepDraft";
import { useSweepPlan } from "./sweep/useSweepPlan";
import { useDraft } from "./useDraft";
import { useValidation } from "./useValidation";
import { writeDraft } from "./yamlDraft";
import { YamlPane } from "./YamlPane";

interface Props {
  root: Schema;
  presets: readonly Preset[];
  /** The YAML to begin with. */
  start: string;
  /** The preset that it comes from. */
  chosen: string | null;
  /** Which run it is copied from, in words. */
  origin: string | null;
  draftKey: string;
  /** What varies to begin with. */
  vary: readonly Axis[];
}

/** A new run or sweep: presets, form and YAML of one config, what varies, and the bar that launches it. */
export function NewRun({ root, presets, start, chosen: first, origin, draftKey, vary }: Props) {
  const navigate = useNavigate();
  const draft = useDraft(draftKey, start, root);
  const [chosen, setChosen] = useState(first);
  const [asked, setAsked] = useState<Preset | null>(null);
  const { config, faults } = draft.parsed;
  const validation = useValidation(config, faults.length === 0);
  const sweep = useSweepDraft(draftKey, config, root, vary);
  const isAskable = sweep.on && sweep.faults.length === 0 && faults.length === 0;
  const wanted = isAskable
    ? sweepDraft(
        unnamed(
          config,
          presets.find(({ id }) => id === chosen),
        ),
        sweep.parsed,
        sweep.seeds.values,
        sweep.setting,
      )
    : null;
  const planned = useSweepPlan(wanted);
  const sweepErrors = sortErrors(
    planned.errors,
    sweep.axes.map(({ field }) => field),
    wanted,
  );
  const known = new Set(validation.errors.map(({ field }) => field));
  const errors = [...validation.errors, ...sweepErrors.ofConfig.filter(({ field }) => !known.has(field))];
  useEffect(() => {
    if (vary.length > 0) document.querySelector("[data-axis]")?.scrollIntoView({ block: "center" });
  }, [vary.length]);
  const create = useCreateRun();
  const createSweep = useCreateSweep();
  const begin = (preset: Preset) => {
    draft.begin(writeDraft(withoutDefaults(preset.config, root)));
    setChosen(preset.id);
    setAsked(null);
  };
  const leave = (address: string) => {
    sessionStorage.removeItem(draftKey);
    sweep.forget();
    void navigate(address);
  };
  const launch = () => {
    if (wanted) createSweep.mutate(wanted, { onSuccess: ({ id }) => leave(`/sweeps/${id}`) });
    else create.mutate(config, { onSuccess: ({ id }) => leave(`/runs/${id}`) });
  };
  const failed = sweep.on
    ? JSON.stringify(createSweep.variables) === JSON.stringify(wanted) && createSweep.error
    : create.variables === config && create.error;
  const obstacle = launchObstacle({
    unreadable: faults[0] ?? null,
    errors: validation.errors.length,
    sweep: sweep.on ? { faults: sweep.faults, errors: sweepErrors } : null,
    failure: failed ? failureSentence(failed) : null,
  });
  const isChecked = sweep.on
    ? planned.current && planned.plan !== null
    : validation.current && validation.errors.length === 0;
  const form: FormState = {
    root,
    config,
    filled: validation.filled,
    errors,
    objectives: objectiveNames(config, root),
    editable: faults.length === 0,
    edit: draft.edit,
  };
  return (
    <SweepContext value={{ ...sweep, errors: sweepErrors.byField, modeErrors: sweepErrors.ofMode }}>
      <header className={classes.header}>
        <h1>{sweep.on ? "New sweep" : "New run"}</h1>
        {origin !== null && chosen === null && <Chip>{origin}</Chip>}
      </header>
      <div className={classes.columns}>
        <PresetList
          presets={presets}
          chosen={chosen}
          onChoose={(preset) => (draft.edited ? setAsked(preset) : begin(preset))}
        />
        <FormContext value={form}>
          <ConfigForm />
        </FormContext>
        <div className={classes.yaml}>
          <YamlPane draft={draft} errors={errors} />
        </div>
      </div>
      <LaunchBar
        filled={validation.filled}
        sweep={sweep.on ? { planned, draft: wanted } : null}
        obstacle={obstacle}
        ready={isChecked && faults.length === 0}
        launching={create.isPending || createSweep.isPending}
        onLaunch={launch}
      />
      {asked && <ReplaceDraft title={asked.title} onReplace={() => begin(asked)} onKeep={() => setAsked(null)} />}
    </SweepContext>
  );
}

/** A sweep is not named after the one run that its preset describes. */
function unnamed(config: Config, preset: Preset | undefined): Config {
  return config.name === preset?.config.name ? { ...config, name: "" } : config;
}

function failureSentence(error: Error): string {
  return error instanceof Problem
    ? [error.message, error.detail, error.instead].filter(Boolean).join(". ")
    : error.message;
}
