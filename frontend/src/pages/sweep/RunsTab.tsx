import { useMediaQuery } from "@mantine/hooks";
import { ALL_RUNS } from "../../api/runs";
import type { Sweep } from "../../api/types";
import { OptionPicker } from "../../figures/OptionPicker";
import { useOption } from "../../figures/useOption";
import { SelectionBar } from "../runs/SelectionBar";
import { useRunFilter } from "../runs/useRunFilter";
import { useSelection } from "../runs/useSelection";
import { CellList } from "./CellList";
import bar from "./GroupBar.module.css";
import { SingleList } from "./SingleList";

const ROWS = ["cells", "runs"] as const;
const NAMES = { cells: "by cell", runs: "one by one" };

/** The runs of this sweep: a row per cell, which unfolds, or a row per run. */
export function RunsTab({ sweep }: { sweep: Sweep }) {
  const [rows, setRows] = useOption("rows", ROWS);
  const [{ sort }, setFilter] = useRunFilter();
  const selection = useSelection();
  const narrow = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
  const filter = { ...ALL_RUNS, archived: "any", sweep: sweep.id, sort } as const;
  const List = rows === "cells" ? CellList : SingleList;
  return (
    <>
      <div className={bar.bar}>
        <span>Runs</span>
        <OptionPicker label="Runs" options={ROWS} value={rows} onChange={setRows} name={(option) => NAMES[option]} />
      </div>
      <List sweep={sweep} filter={filter} setFilter={setFilter} selection={selection} narrow={narrow} />
      <SelectionBar selection={selection} />
    </>
  );
}
