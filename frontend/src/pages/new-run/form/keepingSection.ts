import { isRecord } from "../../../api/shapes";
import type { Path } from "../yamlDraft";

type Edit = (path: Path, value: unknown) => void;

/** Edits inside an optional section: leaving its last setting out leaves the section itself in, all at its defaults. */
export function keepingSection(edit: Edit, section: Path, value: unknown): Edit {
  return (path, next) => {
    const only =
      isRecord(value) &&
      Object.keys(value).length === 1 &&
      path.length === section.length + 1 &&
      String(path.at(-1)) in value;
    if (next === undefined && only) edit(section, {});
    else edit(path, next);
  };
}
