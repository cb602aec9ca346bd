import { Button, Checkbox, Popover } from "@mantine/core";
import type { Objective } from "../../api/types";
import { objectiveLabel } from "../../components/objectives";
import classes from "./ColumnsMenu.module.css";
import type { Columns } from "./useColumns";

/** Chooses which objectives have a column; shows nothing if all of them fit. */
export function ColumnsMenu({ all, columns }: { all: readonly Objective[]; columns: Columns }) {
  if (!columns.choosable) return null;
  const shown = columns.shown.map(({ name }) => name);
  return (
    <Popover position="bottom-end" width={280}>
      <Popover.Target>
        <Button>
          Columns {shown.length} of {all.length}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.list}>
          {all.map((objective) => (
            <Checkbox
              key={objective.name}
              label={objectiveLabel(objective)}
              checked={shown.includes(objective.name)}
              onChange={() => columns.toggle(objective.name)}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
