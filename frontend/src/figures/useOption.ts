import { useSearchParams } from "react-router";

/** One choice of a chart, kept in the address. The first option is the default and is left out there. */
export function useOption<T extends string>(key: string, options: readonly T[]): [T, (value: T) => void] {
  const [parameters, setParameters] = useSearchParams();
  const first = options[0];
  if (first === undefined) throw new Error(`The choice '${key}' has no options.`);
  const value = options.find((option) => option === parameters.get(key)) ?? first;
  const choose = (next: T) => {
    setParameters(
      (old) => {
        const parametersNow = new URLSearchParams(old);
        if (next === first) parametersNow.delete(key);
        else parametersNow.set(key, next);
        return parametersNow;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return [value, choose];
}
