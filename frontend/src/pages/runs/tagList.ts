import type { RunFilter } from "../../api/runs";

/** The tags that a list is limited to. */
export function tagsOf({ tags }: Pick<RunFilter, "tags">): string[] {
  return tags.split(",").filter(Boolean);
}

export function without(filter: Pick<RunFilter, "tags">, tag: string): string {
  return tagsOf(filter)
    .filter((other) => other !== tag)
    .join(",");
}

/** The tags of a filter with one more, or with one less if it has it. */
export function toggledTag(filter: Pick<RunFilter, "tags">, tag: string): string {
  return tagsOf(filter).includes(tag) ? without(filter, tag) : [...tagsOf(filter), tag].join(",");
}
