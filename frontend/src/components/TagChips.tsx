import { CloseButton } from "@mantine/core";
import { Link } from "react-router";
import { Chip } from "./Chip";
import classes from "./TagChips.module.css";

/** The tags of a run; each leads to the runs that have it. Those beyond `most` are named on hover. */
export function TagChips({ tags, most }: { tags: readonly string[]; most: number }) {
  const shown = tags.length <= most ? tags : tags.slice(0, most);
  const rest = tags.slice(shown.length);
  if (tags.length === 0) return null;
  return (
    <span className={classes.chips}>
      {shown.map((tag) => (
        <TagChip key={tag} tag={tag} />
      ))}
      {rest.length > 0 && <Chip title={rest.join(", ")}>+{rest.length}</Chip>}
    </span>
  );
}

/** A tag, which leads to the runs that have it; where a list is limited to it, it can be removed. */
export function TagChip({ tag, onRemove }: { tag: string; onRemove?: () => void }) {
  return (
    <span className={classes.chip}>
      <Chip title={tag}>
        <Link to={`/runs?${new URLSearchParams({ tags: tag }).toString()}`} className={classes.tag}>
          {tag}
        </Link>
        {onRemove && <CloseButton size={16} aria-label={`Remove the tag ${tag}`} onClick={onRemove} />}
      </Chip>
    </span>
  );
}
