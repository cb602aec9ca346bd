import { CloseButton } from "@mantine/core";
import { Link } from "react-router";
import { Chip } from "./Chip";
import classes from "./SweepChip.module.css";

/** The sweep that a page is limited to; it links to it, and can be removed. */
export function SweepChip({ id, name, onRemove }: { id: string; name: string; onRemove: () => void }) {
  return (
    <span className={classes.chip}>
      <Chip title={name}>
        sweep
        <Link to={`/sweeps/${id}`} className={classes.name}>
          {name || id}
        </Link>
        <CloseButton size={16} aria-label={`Remove the sweep ${name || id}`} onClick={onRemove} />
      </Chip>
    </span>
  );
}
