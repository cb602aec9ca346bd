import { Button } from "@mantine/core";
import { useRunSearch } from "../../api/runs";
import type { Config } from "../../api/types";
import { counted } from "../../components/numbers";
import { timeSentence, workSentence } from "./estimate";
import classes from "./LaunchBar.module.css";
import type { Mark } from "./yamlDraft";

interface Props {
  filled: Config | null;
  /** Why the YAML is not a config; null if it is one. */
  unreadable: Mark | null;
  errors: number;
  checking: boolean;
  launching: boolean;
  failure: string | null;
  onLaunch: () => void;
}

/** The bar at the bottom: what the run will cost, what prevents it, and the button that launches it. */
export function LaunchBar({ filled, unreadable, errors, checking, launching, failure, onLaunch }: Props) {
  const finished = useRunSearch("", "completed").data?.runs ?? [];
  const obstacle = unreadable
    ? `Line ${unreadable.line} of the YAML cannot be read. The form is locked until it can`
    : errors > 0
      ? `${counted(errors, "error")} to fix before the run can be launched`
      : failure;
  return (
    <footer className={classes.bar}>
      <div className={classes.words} aria-live="polite">
        {obstacle === null ? (
          filled && (
            <>
              <span>{workSentence(filled)}</span>
              <span className={classes.time}>{timeSentence(filled, finished)}</span>
            </>
          )
        ) : (
          <span className={classes.bad}>{obstacle}</span>
        )}
      </div>
      <Button
        variant="filled"
        disabled={unreadable !== null || errors > 0 || checking}
        loading={launching}
        onClick={onLaunch}
      >
        Launch run
      </Button>
    </footer>
  );
}
