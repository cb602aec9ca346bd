import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "./api";
import type { Reevaluation, Run, Split } from "./types";

/** What is evaluated again, and how; null leaves it as in the run's own evaluations. */
export interface ReevaluationDraft {
  runId: string;
  /** Steps of the policies; null for the points of the validation front. */
  steps: readonly number[] | null;
  split: Split;
  samples: number | null;
  temperature: number | null;
}

export function useReevaluate() {
  return useMutation({
    mutationFn: ({ runId, steps, split, samples, temperature }: ReevaluationDraft): Promise<Run> => {
      const chosen =
        steps === null ? { runs: [runId], points: [] } : { runs: [], points: [{ run_id: runId, steps: [...steps] }] };
      const how = { which: "front" as const, split, samples, temperature };
      const body = { ...chosen, tags: [], ...how, title: "", priority: 0 };
      return answered(api.POST("/api/reevaluations", { body }));
    },
  });
}

/** The policies of a re-evaluation and its results, read again with every policy that it has evaluated. */
export function useReevaluation(job: Run) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ["reevaluation", job.id, job.step, job.status],
    queryFn: async ({ signal }): Promise<Reevaluation> => {
      const found = await answered(
        api.GET("/api/reevaluations/{run_id}", { params: { path: { run_id: job.id } }, signal }),
      );
      for (const id of new Set(found.points.map((point) => point.run_id)))
        void client.invalidateQueries({ queryKey: ["evaluations", id] });
      return found;
    },
    placeholderData: keepPreviousData,
  });
}
