import { Button } from "@mantine/core";
import { useRouteError } from "react-router";
import { EmptyState } from "../components/EmptyState";

/** Replaces a page that threw an error: a bug, or a file that a newer server no longer has. */
export function BrokenPage() {
  const error = useRouteError();
  return (
    <EmptyState title="This page failed" action={<Button onClick={() => window.location.reload()}>Reload</Button>}>
      {error instanceof Error ? error.message : String(error)}
    </EmptyState>
  );
}
