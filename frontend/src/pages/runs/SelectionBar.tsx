import { Button, Transition } from "@mantine/core";
import { Link } from "react-router";
import { counted } from "../../components/numbers";
import { compareAddress, compareHint } from "./compareHint";
import { SelectionActions } from "./SelectionActions";
import classes from "./SelectionBar.module.css";
import type { Selection } from "./useSelection";

/** Slides up when runs are ticked; they can be compared, tagged, archived, stopped, retried and deleted together. */
export function SelectionBar({ selection }: { selection: Selection }) {
  const count = selection.ids.length;
  const hint = compareHint(count);
  return (
    <Transition mounted={count > 0} transition="slide-up" duration={150}>
      {(style) => (
        <div className={classes.place} style={style}>
          <div className={classes.bar} role="region" aria-label="Chosen runs">
            <span className={classes.count}>
              {counted(count, "run")} <span className={classes.onWide}>selected</span>
            </span>
            {hint === null ? (
              <Button component={Link} to={compareAddress(selection.ids)} variant="filled">
                Compare {counted(count, "run")}
              </Button>
            ) : (
              <span className={classes.hint}>{hint}</span>
            )}
            <SelectionActions ids={selection.ids} onDeleted={() => selection.set([])} />
            <Button variant="transparent" c="inherit" onClick={() => selection.set([])}>
              Clear
            </Button>
          </div>
        </div>
      )}
    </Transition>
  );
}
