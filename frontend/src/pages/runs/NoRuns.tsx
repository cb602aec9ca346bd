import { Button } from "@mantine/core";
import { Link } from "react-router";
import { EmptyState } from "../../components/EmptyState";
import classes from "./RunsPage.module.css";

/** Says why the list is empty, and offers what fills it. */
export function NoRuns({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return (
    <div className={classes.panel}>
      {filtered ? (
        <EmptyState title="No run matches this filter" action={<Button onClick={onClear}>Clear the filter</Button>}>
          No run matches the text, the status, the sweep and the tags that are chosen.
        </EmptyState>
      ) : (
        <EmptyState
          title="No runs yet"
          action={
            <Button component={Link} to="/runs/new" variant="filled">
              New run
            </Button>
          }
        >
          Every training run appears here, live: its status, its reward weights, its objectives now and how its
          hypervolume grew.
        </EmptyState>
      )}
    </div>
  );
}
