import { UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useMemo, useRef } from "react";
import type { FieldError } from "../../api/types";
import type { Draft } from "./useDraft";
import type { YamlEditorHandle } from "./YamlEditor";
import { locate, type Mark } from "./yamlDraft";
import classes from "./YamlPane.module.css";

const YamlEditor = lazy(async () => ({ default: (await import("./YamlEditor")).YamlEditor }));

/** The config as text, and below it what is wrong with it, line by line. */
export function YamlPane({ draft, errors }: { draft: Draft; errors: readonly FieldError[] }) {
  const { text, parsed } = draft;
  const editor = useRef<YamlEditorHandle>(null);
  const marks = useMemo(
    () => (parsed.faults.length > 0 ? parsed.faults : locate(text, errors)),
    [parsed.faults, text, errors],
  );
  return (
    <section className={classes.pane} aria-label="YAML">
      <header className={classes.head}>
        <h2>YAML</h2>
        <span className={classes.hint}>follows the form, and the form follows it</span>
      </header>
      <Suspense fallback={<pre className={classes.waiting}>{text}</pre>}>
        <YamlEditor ref={editor} text={text} marks={marks} onType={draft.type} />
      </Suspense>
      {marks.length > 0 && (
        <ul className={classes.marks} aria-label="What is wrong">
          {marks.map((mark, index) => (
            <li key={index}>
              <UnstyledButton className={classes.mark} onClick={() => editor.current?.goTo(mark.from)}>
                <span className={classes.place}>{place(mark)}</span>
                {mark.message}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function place(mark: Mark): string {
  return mark.field ? `line ${mark.line}, ${mark.field}` : `line ${mark.line}`;
}
