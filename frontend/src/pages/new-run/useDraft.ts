import { useMemo, useState } from "react";
import { isRecord } from "../../api/shapes";
import { fieldOf, variantOf, type Schema } from "./form/schema";
import { editDraft, parseDraft, type Parsed, type Path } from "./yamlDraft";

export interface Draft {
  text: string;
  /** The config, and what is wrong with the text. A faulty text leaves the last config that could be read. */
  parsed: Parsed;
  /** Whether the text differs from what it began with. */
  edited: boolean;
  type: (text: string) => void;
  edit: (path: Path, value: unknown) => void;
  /** Replaces the whole text. */
  begin: (text: string) => void;
}

/** The config being written. Its YAML is the truth, and the form edits that text. It survives a reload. */
export function useDraft(key: string, start: string, root: Schema): Draft {
  const [origin, setOrigin] = useState(start);
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? start);
  const read = useMemo(() => parseDraft(text), [text]);
  const [good, setGood] = useState(read.config);
  if (read.faults.length === 0 && read.config !== good) setGood(read.config);
  const parsed = useMemo(() => ({ config: good, faults: read.faults }), [good, read.faults]);
  const type = (next: string) => {
    setText(next);
    sessionStorage.setItem(key, next);
  };
  return {
    text,
    parsed,
    edited: text !== origin,
    type,
    edit: (path, value) => type(editDraft(tagged(text, path, root), path, value)),
    begin: (next) => {
      setOrigin(next);
      type(next);
    },
  };
}

/** A setting in a section with several variants needs the name of its variant beside it. */
function tagged(text: string, path: Path, root: Schema): string {
  const [section] = path;
  const schema = root.properties?.[String(section)];
  const field = schema && fieldOf(schema, root);
  if (path.length < 2 || section === undefined || field?.kind !== "union") return text;
  const value = parseDraft(text).config[section];
  return isRecord(value) && field.tag in value ? text : editDraft(text, [section, field.tag], variantOf(field, value));
}
