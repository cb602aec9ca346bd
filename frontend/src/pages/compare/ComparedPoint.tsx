import { Drawer } from "@mantine/core";
import { Link } from "react-router";
import type { Run } from "../../api/types";
import { PointPanel } from "../../components/PointPanel";

interface Props {
  run: Run;
  step: number;
  onClose: () => void;
}

/** The point that was clicked, at the right, without moving the charts. */
export function ComparedPoint({ run, step, onClose }: Props) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={420}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      withCloseButton={false}
      padding="md"
    >
      <p>
        <Link to={`/runs/${run.id}?step=${step}`}>{run.name}</Link>
      </p>
      <PointPanel run={run} step={step} onClose={onClose} />
    </Drawer>
  );
}
