import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { Link } from "react-router";
import type { RunFilter } from "../../api/runs";
import { useSweep } from "../../api/sweeps";
import type { Objective } from "../../api/types";
import { SweepChip } from "../../components/SweepChip";
import { TagChip } from "../../components/TagChips";
import { ColumnsMenu } from "./ColumnsMenu";
import { FilterBar } from "./FilterBar";
import { GroupByMenu } from "./GroupByMenu";
import classes from "./RunsPage.module.css";
import { TagFilter } from "./TagFilter";
import { tagsOf, without } from "./tagList";
import type { Columns } from "./useColumns";

interface Props {
  /** How many runs or groups are listed, in words. */
  count: string;
  filter: RunFilter;
  onFilter: (change: Partial<RunFilter>) => void;
  by: string;
  onBy: (by: string) => void;
  objectives: readonly Objective[];
  columns: Columns;
  narrow: boolean;
  onHelp: () => void;
}

/** The title of the list of runs, with its filter, its grouping and its columns. */
export function RunsHeader({ count, filter, onFilter, by, onBy, objectives, columns, narrow, onHelp }: Props) {
  const sweep = useSweep(filter.sweep);
  return (
    <header className={classes.header}>
      <h1>Runs</h1>
      <p className={classes.count}>
        {count}
        {filter.sweep !== "" && (
          <SweepChip id={filter.sweep} name={sweep.data?.name ?? ""} onRemove={() => onFilter({ sweep: "" })} />
        )}
        {tagsOf(filter).map((tag) => (
          <TagChip key={tag} tag={tag} onRemove={() => onFilter({ tags: without(filter, tag) })} />
        ))}
      </p>
      <div className={classes.choices}>
        <FilterBar filter={filter} onChange={onFilter} />
        <TagFilter filter={filter} onChange={onFilter} />
        <GroupByMenu filter={filter} by={by} onChange={onBy} />
      </div>
      {!narrow && (
        <>
          <ColumnsMenu all={objectives} columns={columns} />
          <Tooltip label="Keys and queries">
            <ActionIcon variant="default" size={32} aria-label="Keys and queries" onClick={onHelp}>
              ?
            </ActionIcon>
          </Tooltip>
        </>
      )}
      <Button component={Link} to="/runs/new" variant="filled">
        New run
      </Button>
    </header>
  );
}
