import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { pairs, type ChosenAxes } from "../../api/measuredAxes";
import { axesOf } from "./axes";

const PARTS = ["reference", "scale"] as const;

export interface AxesChoice {
  axes: ChosenAxes;
  /** Sets one value of an objective; null for the one that follows from the runs. */
  set: (part: keyof ChosenAxes, name: string, value: number | null) => void;
  reset: () => void;
}

/** The reference point and scale of the comparison, kept in the address as `reference=accuracy:0.2,tokens:24`. */
export function useAxes(): AxesChoice {
  const [parameters, setParameters] = useSearchParams();
  const reference = parameters.get("reference");
  const scale = parameters.get("scale");
  const axes = useMemo(() => ({ reference: axesOf(reference), scale: axesOf(scale) }), [reference, scale]);
  const write = useCallback(
    (next: ChosenAxes) =>
      setParameters(
        (old) => {
          const changed = new URLSearchParams(old);
          for (const key of PARTS) {
            const text = pairs(next[key]).join(",");
            if (text === "") changed.delete(key);
            else changed.set(key, text);
          }
          return changed;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );
  const set: AxesChoice["set"] = (part, name, value) => {
    const others = Object.fromEntries(Object.entries(axes[part]).filter(([other]) => other !== name));
    write({ ...axes, [part]: value === null ? others : { ...others, [name]: value } });
  };
  return { axes, set, reset: () => write({ reference: {}, scale: {} }) };
}
