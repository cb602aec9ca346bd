import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useArchiveRuns, useDeleteRuns, useRetryRuns, useStopRuns } from "../../api/tags";
import type { Run } from "../../api/types";
import dialog from "../../components/Dialog.module.css";
import { ErrorState } from "../../components/ErrorState";
import { counted } from "../../components/numbers";

export type Act = "archive" | "unarchive" | "stop" | "retry" | "delete";

interface Props {
  act: Act;
  runs: readonly Run[];
  onClose: () => void;
  onDone: () => void;
}

const SHOWN = 5;
const VERBS: Record<Act, string> = {
  archive: "Archive",
  unarchive: "Take out",
  stop: "Stop",
  retry: "Retry",
  delete: "Delete",
};
const MEANINGS: Record<Act, string> = {
  archive: "Lists leave archived runs out. They keep everything they have, and can be taken out again.",
  unarchive: "Lists show these runs again.",
  stop: "Runs that train save a checkpoint and stop. Those that have not started leave the queue.",
  retry: "Each continues from its last checkpoint, or starts over if it has none.",
  delete: "Their metrics, evaluations, completions, events, configs and files are deleted for good.",
};

/** Asks once before something is done with several runs. To delete them, their number must be typed. */
export function ActOnRuns({ act, runs, onClose, onDone }: Props) {
  const [typed, setTyped] = useState("");
  const action = useAct(act);
  const ids = runs.map(({ id }) => id);
  const sure = act !== "delete" || typed.trim() === String(ids.length);
  return (
    <Modal opened onClose={onClose} title={`${VERBS[act]} ${counted(ids.length, "run")}?`}>
      <form
        className={dialog.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (sure) action.start(ids, onDone);
        }}
      >
        <p>{MEANINGS[act]}</p>
        <p>{namesOf(runs)}</p>
        {act === "delete" && (
          <TextInput
            label="Type the number of runs to delete them"
            description={String(ids.length)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
        )}
        {action.error && <ErrorState error={action.error} />}
        <div className={dialog.buttons}>
          <Button onClick={onClose}>Leave them</Button>
          <Button
            type="submit"
            variant="filled"
            disabled={!sure}
            loading={action.isPending}
            {...(act === "delete" ? { color: "red" } : { "data-autofocus": true })}
          >
            {VERBS[act]} {counted(ids.length, "run")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function useAct(act: Act) {
  const archive = useArchiveRuns();
  const stop = useStopRuns();
  const retry = useRetryRuns();
  const remove = useDeleteRuns();
  const { error, isPending } = { archive, unarchive: archive, stop, retry, delete: remove }[act];
  const start = (runs: string[], onSuccess: () => void) => {
    if (act === "stop") stop.mutate(runs, { onSuccess });
    else if (act === "retry") retry.mutate(runs, { onSuccess });
    else if (act === "delete") remove.mutate(runs, { onSuccess });
    else archive.mutate({ runs, archived: act === "archive" }, { onSuccess });
  };
  return { start, error, isPending };
}

function namesOf(runs: readonly Run[]): string {
  const names = runs.slice(0, SHOWN).map(({ name }) => `“${name}”`);
  const rest = runs.length - names.length;
  return `${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`;
}
