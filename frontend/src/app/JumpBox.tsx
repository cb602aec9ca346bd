import { Modal, UnstyledButton } from "@mantine/core";
import { useDebouncedValue, useDisclosure, useHotkeys } from "@mantine/hooks";
import { useState, type KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import { useRunSearch } from "../api/runs";
import { SearchIcon } from "../components/icons";
import { MiddleCut } from "../components/MiddleCut";
import { StatusDot } from "../components/StatusDot";
import classes from "./JumpBox.module.css";
import { places, type Place } from "./places";

const isMac = navigator.userAgent.includes("Mac");

/** Search over runs and pages, opened by mod+K. */
export function JumpBox() {
  const [opened, { open, close }] = useDisclosure(false);
  useHotkeys([["mod+K", open]], []);
  return (
    <>
      <UnstyledButton className={classes.opener} onClick={open}>
        <SearchIcon />
        <span className={classes.prompt}>Search or jump to</span>
        <kbd aria-hidden>{isMac ? "⌘K" : "Ctrl K"}</kbd>
      </UnstyledButton>
      {opened && (
        <Modal
          opened
          onClose={close}
          title="Search or jump to"
          size={560}
          yOffset="12vh"
          centered={false}
          classNames={{ header: classes.header ?? "", body: classes.body ?? "" }}
        >
          <JumpList onDone={close} />
        </Modal>
      )}
    </>
  );
}

function JumpList({ onDone }: { onDone: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [search] = useDebouncedValue(text.trim(), 120);
  const found = places(text, useRunSearch(search).data?.runs ?? []);
  const go = (place: Place | undefined) => {
    if (!place) return;
    onDone();
    void navigate(place.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") go(found[chosen]);
    if (move === undefined) return;
    event.preventDefault();
    setChosen((chosen + move + found.length) % Math.max(1, found.length));
  };
  return (
    <>
      <input
        className={classes.input}
        placeholder="Name of a run, or a page"
        aria-label="Name of a run, or a page"
        role="combobox"
        aria-expanded
        aria-controls="places"
        aria-activedescendant={`place-${chosen}`}
        data-autofocus
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
      />
      <ul id="places" role="listbox" aria-label="Found" className={classes.list}>
        {found.map((place, index) => (
          <li
            key={place.to}
            id={`place-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={classes.place}
            onMouseMove={() => setChosen(index)}
            onClick={() => go(place)}
          >
            <span className={classes.name}>
              <MiddleCut text={place.label} />
            </span>
            {place.run ? <StatusDot run={place.run} /> : <span className={classes.kind}>page</span>}
          </li>
        ))}
        {found.length === 0 && <li className={classes.none}>No run or page has this in its name.</li>}
      </ul>
    </>
  );
}
