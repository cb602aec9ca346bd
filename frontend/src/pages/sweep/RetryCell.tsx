import { Button } from "@mantine/core";
import { useRetrySweep } from "../../api/sweeps";
import type { Sweep, SweepCell } from "../../api/types";
import { ErrorState } from "../../components/ErrorState";

/** The button that queues the failed runs of one cell again; nothing where none failed. */
export function RetryCell({ sweep, cell }: { sweep: Sweep; cell: SweepCell }) {
  const retry = useRetrySweep(sweep.id);
  const failed = (cell.counts.failed ?? 0) + (cell.counts.crashed ?? 0);
  if (failed === 0) return null;
  return (
    <>
      <Button
        size="compact-sm"
        fullWidth
        mt={4}
        aria-label={`Retry the failed runs of ${cell.name}`}
        loading={retry.isPending}
        onClick={() => retry.mutate(cell.index)}
      >
        Retry {failed} failed
      </Button>
      {retry.error && <ErrorState error={retry.error} />}
    </>
  );
}
