import { useSearchParams } from "react-router";
import { useSweep } from "../../api/sweeps";
import { byOf, KEY, usualGrouping, wordOf } from "./grouping";

/** What the compared runs are grouped by, kept in the address; empty for runs one by one. */
export function useGrouping(): [readonly string[], (by: readonly string[]) => void] {
  const [parameters, setParameters] = useSearchParams();
  const id = parameters.get("sweep");
  const sweep = useSweep(id ?? "").data;
  const usual = id === null ? [] : usualGrouping(sweep);
  const set = (by: readonly string[]) =>
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        const word = wordOf(by, usual);
        if (word === null) next.delete(KEY);
        else next.set(KEY, word);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return [byOf(parameters.get(KEY), usual), set];
}
