import { Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RunFilter } from "../../api/runs";
import { useTags } from "../../api/tags";
import classes from "./ColumnsMenu.module.css";
import { tagsOf, toggledTag } from "./tagList";

const SEARCHED_FROM = 8;

/** Limits the list to runs that have all of the chosen tags; shows nothing while no run has a tag. */
export function TagFilter({ filter, onChange }: { filter: RunFilter; onChange: (change: Partial<RunFilter>) => void }) {
  const [text, setText] = useState("");
  const known = useTags().data?.tags ?? [];
  const chosen = tagsOf(filter);
  if (known.length === 0) return null;
  const wanted = text.trim().toLowerCase();
  const found = known.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <Popover position="bottom-end" width={240} trapFocus>
      <Popover.Target>
        <Button>{chosen.length === 0 ? "Tags" : `Tags: ${chosen.length}`}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.list}>
          {known.length > SEARCHED_FROM && (
            <TextInput
              aria-label="Search for a tag"
              placeholder="Search for a tag"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          {found.map(({ name, count }) => (
            <Checkbox
              key={name}
              label={`${name} (${count})`}
              checked={chosen.includes(name)}
              onChange={() => onChange({ tags: toggledTag(filter, name) })}
            />
          ))}
          {found.length === 0 && <p>No run has such a tag.</p>}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
