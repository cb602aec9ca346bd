import { isCollection, isMap, isNode, isScalar, parseDocument, stringify, type Document } from "yaml";
import { isRecord } from "../../api/shapes";
import type { Config, FieldError } from "../../api/types";

export type Path = readonly (string | number)[];

export interface Mark {
  message: string;
  from: number;
  to: number;
  line: number;
  field: string | null;
}

export interface Parsed {
  config: Config;
  /** Why the text is not a config; empty if it is one. */
  faults: Mark[];
}

const LINE_WIDTH = 0;

/** Reads YAML as a config. Only the first fault is returned: the others mostly follow from it. */
export function parseDraft(text: string): Parsed {
  const document = parseDocument(text);
  const faults = document.errors
    .slice(0, 1)
    .map((error) => mark(text, firstLine(error.message), error.pos[0], error.pos[1], null));
  if (faults.length > 0) return { config: {}, faults };
  const config: unknown = document.toJS();
  if (config === null) return { config: {}, faults: [] };
  if (!isRecord(config))
    return {
      config: {},
      faults: [
        mark(text, "A config is a list of settings such as “policy:”, not a single value.", 0, text.length, null),
      ],
    };
  return { config, faults: [] };
}

/** Removes the excerpt at the end of the parser's message; the editor shows the place itself. */
function firstLine(message: string): string {
  return message.replace(/ at line \d+, column \d+:[\s\S]*$/, "");
}

export function writeDraft(config: Config): string {
  return stringify(config, { lineWidth: LINE_WIDTH });
}

/** Sets one setting in the text, or removes it if the value is undefined. Comments and order stay. */
export function editDraft(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  if (value === undefined) {
    remove(document, path);
  } else {
    makeRoom(document, path);
    document.setIn(path, isRecord(value) ? document.createNode(value) : value);
  }
  const isEmpty = isMap(document.contents) && document.contents.items.length === 0;
  return isEmpty ? "" : document.toString({ lineWidth: LINE_WIDTH });
}

/** Replaces a single value by a section where the path needs one. */
function makeRoom(document: Document, path: Path): void {
  for (let length = 0; length < path.length; length += 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (node === undefined || isCollection(node)) continue;
    if (length === 0) document.contents = document.createNode({});
    else document.setIn(path.slice(0, length), document.createNode({}));
  }
}

/** Removes a section together with its last setting. A list keeps the places of its items. */
function remove(document: Document, path: Path): void {
  document.deleteIn(path);
  const above = path.slice(0, -1);
  const parent = document.getIn(above);
  if (above.length > 0 && isMap(parent) && parent.items.length === 0 && typeof above.at(-1) === "string")
    remove(document, above);
}

/** Finds the place of each error in the text: its field, or the nearest section that exists. */
export function locate(text: string, errors: readonly FieldError[]): Mark[] {
  const document = parseDocument(text);
  return errors.map(({ field, message }) => {
    const [from, to] = rangeOf(document, pathOf(field));
    return mark(text, message, from, to, field);
  });
}

export function pathOf(field: string): Path {
  return field === "" ? [] : field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function rangeOf(document: Document, path: Path): [number, number] {
  for (let length = path.length; length > 0; length -= 1) {
    const place = path.slice(0, length);
    const node = document.getIn(place, true);
    const key = keyRange(document, place);
    if (key) return key;
    if (isNode(node) && node.range) return [node.range[0], node.range[1]];
  }
  return [0, 0];
}

function keyRange(document: Document, place: Path): [number, number] | null {
  const parent = place.length === 1 ? document.contents : document.getIn(place.slice(0, -1), true);
  if (!isMap(parent)) return null;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === place.at(-1));
  const range = pair && isScalar(pair.key) ? pair.key.range : null;
  return range ? [range[0], range[1]] : null;
}

function mark(text: string, message: string, from: number, to: number, field: string | null): Mark {
  const start = Math.min(from, text.length);
  return {
    message,
    from: start,
    to: Math.min(Math.max(to, start), text.length),
    line: text.slice(0, start).split("\n").length,
    field,
  };
}
