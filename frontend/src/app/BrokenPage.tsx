import { Button } from "@mantine/core";
import { useRouteError } from "react-router";
import { EmptyState } from "../components/EmptyState";
import { PageNotLoaded } from "./lazyPage";
import { NotLoaded } from "./NotLoaded";

/** Replaces a page whose code did not arrive, or that threw an error. */
export function BrokenPage() {
  const error = useRouteError();
  if (error instanceof PageNotLoaded) return <NotLoaded />;
  return (
    <EmptyState title="This page failed" action={<Button onClick={() => window.location.reload()}>Reload</Button>}>
      {error instanceof Error ? error.message : String(error)}
    </EmptyState>
  );
}
