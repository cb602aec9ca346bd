import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Problem } from "../../../api/problem";
import { planSweep, type SweepDraft, type SweepPlan } from "../../../api/sweepRequests";
import type { FieldError } from "../../../api/types";

const PAUSE_MILLISECONDS = 300;

export interface PlannedSweep {
  plan: SweepPlan | null;
  errors: readonly FieldError[];
  /** Whether this is the answer for exactly the given sweep. */
  current: boolean;
}

const UNKNOWN: PlannedSweep = { plan: null, errors: [], current: false };

/** What a sweep would create, and what is wrong with it; asked for again whenever typing pauses. Null asks nothing. */
export function useSweepPlan(draft: SweepDraft | null): PlannedSweep {
  const written = draft === null ? null : JSON.stringify(draft);
  const [asked] = useDebouncedValue(written, PAUSE_MILLISECONDS);
  const query = useQuery({
    queryKey: ["sweep-plan", asked],
    queryFn: ({ signal }) => verdict(draft, signal),
    placeholderData: (previous) => previous,
    enabled: written !== null && asked === written,
    gcTime: 10_000,
  });
  if (written === null) return UNKNOWN;
  return { ...UNKNOWN, ...query.data, current: query.isSuccess && !query.isPlaceholderData && asked === written };
}

async function verdict(draft: SweepDraft | null, signal: AbortSignal): Promise<Omit<PlannedSweep, "current">> {
  if (draft === null) return { plan: null, errors: [] };
  try {
    return { plan: await planSweep(draft, signal), errors: [] };
  } catch (error) {
    if (error instanceof Problem && error.status >= 400 && error.status < 500)
      return { plan: null, errors: errorsOf(error) };
    throw error;
  }
}

/** A refusal as a whole names no field. */
function errorsOf(problem: Problem): readonly FieldError[] {
  if (problem.errors.length > 0) return problem.errors;
  return [{ field: "", message: [problem.message, problem.detail, problem.instead].filter(Boolean).join(". ") }];
}
