import { Autocomplete } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { isQuery } from "../../api/runs";
import { useQueryNames } from "../../api/tags";
import { SearchIcon } from "../../components/icons";
import classes from "./QueryBox.module.css";
import { completionsOf } from "./queryCompletion";

const LONGEST = 1000;

/** Takes a plain text, which is searched for as it is typed, or a query, which is sent by Enter. */
export function QueryBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [focused, setFocused] = useState(false);
  const [open, setOpen] = useState(false);
  const names = useQueryNames(focused).data?.names ?? [];
  if (seen !== value) {
    setSeen(value);
    // While somebody types, an address that arrives late must not undo it.
    if (!focused) setText(value);
  }
  const sendLater = useDebouncedCallback((next: string) => {
    if (!isQuery(next)) onChange(next.trim());
  }, 200);
  const change = (next: string) => {
    setText(next);
    setOpen(true);
    sendLater(next);
  };
  const send = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  const found = new Map(completionsOf(text, names).map((one) => [one.text, one]));
  return (
    <Autocomplete
      className={classes.box ?? ""}
      size="xs"
      aria-label="Search or query"
      data-search
      placeholder="Search, or tag = paper and …"
      leftSection={<SearchIcon />}
      maxLength={LONGEST}
      value={text}
      data={[...found.keys()]}
      filter={({ options }) => options}
      dropdownOpened={open && found.size > 0}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onChange={change}
      onOptionSubmit={() => setTimeout(() => setOpen(true))}
      onFocus={() => setFocused(true)}
      onBlur={() => {
        setFocused(false);
        send();
      }}
      onKeyDown={(event) => {
        const chosen = event.currentTarget.getAttribute("aria-activedescendant");
        if (event.key !== "Enter" || (open && chosen)) return;
        setOpen(false);
        send();
      }}
      comboboxProps={{ width: 360, position: "bottom-start", transitionProps: { duration: 0 } }}
      renderOption={({ option }) => {
        const one = found.get(option.value);
        return (
          <span className={classes.option}>
            <span>{one?.shown}</span> <span className={classes.meaning}>{one?.meaning}</span>
          </span>
        );
      }}
    />
  );
}
