import { Button } from "@mantine/core";
import { Problem, Unreachable } from "../api/problem";
import classes from "./ErrorState.module.css";

/** Says in place of an answer what went wrong with a request, why, and what to do. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  return (
    <div className={classes.error} role="alert">
      <strong>
        {error instanceof Problem || error instanceof Unreachable ? error.message : "This cannot be shown"}
      </strong>
      {error instanceof Problem && error.detail && <p>{error.detail}</p>}
      {error instanceof Problem && error.instead && <p>{error.instead}</p>}
      {error instanceof Unreachable && <p>The page keeps trying until the server is back.</p>}
      {!(error instanceof Problem) && !(error instanceof Unreachable) && <p>{error.message}</p>}
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
