import { useSearchParams } from "react-router";

const KEY = "colour";

/** The field whose values have colours, kept in the address; undefined where each group has its own. */
export function useColourBy(fields: readonly string[]): [string | undefined, (field: string | undefined) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = (field: string | undefined) =>
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        if (field === undefined) next.delete(KEY);
        else next.set(KEY, field);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return [fields.find((field) => field === parameters.get(KEY)), set];
}
