import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import { editorTheme } from "./editorTheme";
import classes from "./YamlEditor.module.css";
import type { Mark } from "./yamlDraft";

export interface YamlEditorHandle {
  /** Moves the cursor to a place in the text and scrolls there. */
  goTo: (position: number) => void;
}

interface Props {
  text: string;
  marks: readonly Mark[];
  onType: (text: string) => void;
  ref?: Ref<YamlEditorHandle>;
}

/** A YAML editor. Undo reverts both what was typed and what the form wrote. */
export function YamlEditor({ text, marks, onType, ref }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const typed = useRef(onType);

  useEffect(() => {
    typed.current = onType;
  }, [onType]);

  useEffect(() => {
    if (!holder.current) return;
    const listener = EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((transaction) => transaction.isUserEvent("form")))
        typed.current(update.state.doc.toString());
    });
    const attributes = EditorView.contentAttributes.of({ "aria-label": "Config as YAML", spellcheck: "false" });
    const extensions = [
      lineNumbers(),
      history(),
      yaml(),
      lintGutter(),
      editorTheme,
      attributes,
      listener,
      EditorView.lineWrapping,
      keymap.of([...defaultKeymap, ...historyKeymap]),
    ];
    const created = new EditorView({ parent: holder.current, extensions });
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    const change = editor && changeTo(editor.state.doc.toString(), text);
    if (change) editor.dispatch({ changes: change, userEvent: "form" });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const length = editor.state.doc.length;
    const diagnostics = marks.map((mark) => ({
      from: Math.min(mark.from, length),
      to: Math.min(mark.to, length),
      severity: "error" as const,
      message: mark.message,
    }));
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [marks, text]);

  useImperativeHandle(ref, () => ({
    goTo: (position) => {
      view.current?.focus();
      view.current?.dispatch({
        selection: { anchor: Math.min(position, view.current.state.doc.length) },
        scrollIntoView: true,
      });
    },
  }));

  return <div ref={holder} className={classes.editor} />;
}

/** The smallest change between two texts, so that the cursor and folded parts stay in place. */
function changeTo(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
