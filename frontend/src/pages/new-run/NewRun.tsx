import { useState } from "react";
import { useNavigate } from "react-router";
import { Problem } from "../../api/problem";
import { useCreateRun } from "../../api/runs";
import type { Preset } from "../../api/types";
import { Chip } from "../../components/Chip";
import { ConfigForm } from "./form/ConfigForm";
import { FormContext, type FormState } from "./form/formContext";
import { objectiveNames } from "./form/objectiveNames";
import type { Schema } from "./form/schema";
import { withoutDefaults } from "./form/withoutDefaults";
import { LaunchBar } from "./LaunchBar";
import classes from "./NewRun.module.css";
import { PresetList } from "./PresetList";
import { ReplaceDraft } from "./ReplaceDraft";
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
}

/** A new run: presets, form and YAML of one config, and the bar that launches it. */
export function NewRun({ root, presets, start, chosen: first, origin, draftKey }: Props) {
  const navigate = useNavigate();
  const draft = useDraft(draftKey, start, root);
  const [chosen, setChosen] = useState(first);
  const [asked, setAsked] = useState<Preset | null>(null);
  const { config, faults } = draft.parsed;
  const validation = useValidation(config, faults.length === 0);
  const create = useCreateRun();
  const begin = (preset: Preset) => {
    draft.begin(writeDraft(withoutDefaults(preset.config, root)));
    setChosen(preset.id);
    setAsked(null);
  };
  const launch = () => {
    create.mutate(config, {
      onSuccess: (run) => {
        sessionStorage.removeItem(draftKey);
        void navigate(`/runs/${run.id}`);
      },
    });
  };
  const form: FormState = {
    root,
    config,
    filled: validation.filled,
    errors: validation.errors,
    objectives: objectiveNames(config, root),
    editable: faults.length === 0,
    edit: draft.edit,
  };
  return (
    <>
      <header className={classes.header}>
        <h1>New run</h1>
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
          <YamlPane draft={draft} errors={validation.errors} />
        </div>
      </div>
      <LaunchBar
        filled={validation.filled}
        unreadable={faults[0] ?? null}
        errors={validation.errors.length}
        checking={!validation.current}
        launching={create.isPending}
        failure={create.error && create.variables === config ? failureSentence(create.error) : null}
        onLaunch={launch}
      />
      {asked && <ReplaceDraft title={asked.title} onReplace={() => begin(asked)} onKeep={() => setAsked(null)} />}
    </>
  );
}

function failureSentence(error: Error): string {
  return error instanceof Problem
    ? [error.message, error.detail, error.instead].filter(Boolean).join(". ")
    : error.message;
}
