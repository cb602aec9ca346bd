import { Button } from "@mantine/core";
import { Link } from "react-router";
import { EmptyState } from "../components/EmptyState";

export function NotFound() {
  return (
    <EmptyState
      title="Page not found"
      action={
        <Button component={Link} to="/runs">
          Open the runs
        </Button>
      }
    >
      The address may have a typo, or come from a newer version of Paretoscope.
    </EmptyState>
  );
}
