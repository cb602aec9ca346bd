import { NativeSelect, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { Preset } from "../../api/types";
import { SearchIcon } from "../../components/icons";
import { counted } from "../../components/numbers";
import { foundPresets } from "./foundPresets";
import classes from "./PresetList.module.css";

interface Props {
  presets: readonly Preset[];
  /** The preset that the config began with. */
  chosen: string | null;
  onChoose: (preset: Preset) => void;
}

/** The presets, each with a sentence: those of one group, or those that a search finds in all groups. */
export function PresetList({ presets, chosen, onChoose }: Props) {
  const groups = [...new Set(presets.map((preset) => preset.group))];
  const [group, setGroup] = useState(presets.find((preset) => preset.id === chosen)?.group ?? groups[0]);
  const [search, setSearch] = useState("");
  const searching = search.trim() !== "";
  const shown = searching ? foundPresets(presets, search) : presets.filter((preset) => preset.group === group);
  const size = (name: string) => presets.filter((preset) => preset.group === name).length;
  return (
    <nav className={classes.presets} aria-label="Presets">
      <TextInput
        type="search"
        aria-label="Search presets"
        placeholder={`Search ${counted(presets.length, "preset")}`}
        leftSection={<SearchIcon />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {groups.length > 1 && !searching && (
        <NativeSelect
          aria-label="Group of presets"
          data={groups.map((value) => ({ value, label: `${sentenceCase(value)} (${size(value)})` }))}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
      )}
      <div className={classes.list}>
        {shown.length === 0 && (
          <p className={classes.none}>No preset has all of these words. Try a method, an estimator or a preference.</p>
        )}
        {shown.map((preset) => (
          <UnstyledButton
            key={preset.id}
            className={classes.preset}
            aria-pressed={preset.id === chosen}
            onClick={() => onChoose(preset)}
          >
            <span className={classes.title}>{preset.title}</span>
            {searching && <span className={classes.group}>{sentenceCase(preset.group)}</span>}
            <span className={classes.what}>{preset.description}</span>
          </UnstyledButton>
        ))}
      </div>
    </nav>
  );
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
