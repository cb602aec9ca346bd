import { useState } from "react";

const USUAL = "test";

/** The split that best points are reported on besides: the chosen one, else the test split where there is one. */
export function useReport(splits: readonly string[] | undefined): [string | null, (report: string | null) => void] {
  const [chosen, choose] = useState<string | null | undefined>(undefined);
  const usual = splits?.includes(USUAL) ? USUAL : null;
  return [chosen === undefined ? usual : chosen, choose];
}
