import { ActionIcon } from "@mantine/core";
import { EyeIcon, EyeOffIcon, PinIcon } from "../../components/icons";
import type { Legend } from "./useLegend";

interface Props {
  id: string;
  label: string;
  legend: Legend;
}

/** Hides a run or a group in all figures, or keeps it in front of the others. */
export function LegendButtons({ id, label, legend }: Props) {
  const [isHidden, isPinned] = [legend.isHidden(id), legend.isPinned(id)];
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={22}
        aria-label={isHidden ? `Show ${label}` : `Hide ${label}`}
        aria-pressed={isHidden}
        onClick={() => legend.toggle("hide", id)}
      >
        {isHidden ? <EyeOffIcon /> : <EyeIcon />}
      </ActionIcon>
      <ActionIcon
        variant={isPinned ? "light" : "subtle"}
        color={isPinned ? "indigo" : "gray"}
        size={22}
        aria-label={isPinned ? `Unpin ${label}` : `Pin ${label}`}
        aria-pressed={isPinned}
        onClick={() => legend.toggle("pin", id)}
      >
        <PinIcon />
      </ActionIcon>
    </>
  );
}
