import { useCallback } from "react";
import { useSearchParams } from "react-router";

const KEY = "point";

export interface OpenPoint {
  runId: string;
  step: number;
}

/** The open point, kept in the address as `point=<run>.<step>`, so that it can be shared. */
export function useOpenPoint(): [OpenPoint | null, (point: OpenPoint | null) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (point: OpenPoint | null) =>
      setParameters(
        (old) => {
          const next = new URLSearchParams(old);
          if (point === null) next.delete(KEY);
          else next.set(KEY, `${point.runId}.${point.step}`);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );
  return [pointOf(parameters.get(KEY)), set];
}

function pointOf(text: string | null): OpenPoint | null {
  const [runId = "", step = ""] = (text ?? "").split(".");
  return runId !== "" && /^\d+$/.test(step) ? { runId, step: Number(step) } : null;
}
