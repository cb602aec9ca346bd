import { useSweepGroups } from "../../api/sweeps";
import type { Sweep } from "../../api/types";
import { useOption } from "../../figures/useOption";
import { byOptions, fieldsOf } from "./fields";

const MEMBERS = ["off", "faint"] as const;

/** How the figures of a sweep group its runs. */
export function useGroupChoice(sweep: Sweep) {
  const options = byOptions(fieldsOf(sweep));
  const [by, onBy] = useOption("by", options);
  const [members, onMembers] = useOption("members", MEMBERS);
  const groups = useSweepGroups(sweep.id, [by]);
  return { bar: { groups: groups.data, options, by, onBy, members, onMembers }, groups };
}
