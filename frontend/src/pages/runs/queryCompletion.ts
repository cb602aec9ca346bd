/** How the text of a query can go on: with a name, an operator, a value, or a word that joins comparisons. */

import type { components } from "../../api/schema";

export type QueryName = components["schemas"]["QueryName"];

export interface Completion {
  /** The whole text with this completion. */
  text: string;
  /** What is added, as the list shows it. */
  shown: string;
  meaning: string;
}

type Awaited = "name" | "operator" | "value" | "join";

const TOKEN = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|<=|>=|!=|[=<>~]|[()]|[^\s()=<>!~"']+/gs;
const OPERATOR = /^[=<>~!]/;
const MOST = 50;
const JOINS = [
  { shown: "and", meaning: "Both must be true." },
  { shown: "or", meaning: "One must be true." },
];
const SIGNS: Record<string, string> = {
  "=": "is",
  "!=": "is not",
  "~": "contains",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
};

/** What can stand where the text ends. */
export function completionsOf(text: string, names: readonly QueryName[]): Completion[] {
  const tokens = [...text.matchAll(TOKEN)];
  const last = tokens.at(-1);
  const typing = last && last.index + last[0].length === text.length && !OPERATOR.test(last[0]) && last[0] !== "(";
  const done = (typing ? tokens.slice(0, -1) : tokens).map(([token]) => token);
  const start = typing ? last.index : text.length;
  const typed = (typing ? last[0] : "").toLowerCase();
  const subject = names.find(({ name }) => name === nameBefore(done));
  const found = offered(awaitedAfter(done), names, subject).filter(({ shown }) => shown.toLowerCase().includes(typed));
  const head = text.slice(0, start);
  return found
    .toSorted(
      (a, b) => Number(b.shown.toLowerCase().startsWith(typed)) - Number(a.shown.toLowerCase().startsWith(typed)),
    )
    .slice(0, MOST)
    .map(({ shown, meaning }) => ({ text: `${head}${gap(head)}${shown} `, shown, meaning }));
}

function gap(head: string): string {
  return head === "" || /[\s(]$/.test(head) ? "" : " ";
}

function awaitedAfter(tokens: readonly string[]): Awaited {
  let awaited: Awaited = "name";
  for (const token of tokens) {
    if (awaited === "name") awaited = /^(not|\()$/i.test(token) ? "name" : "operator";
    else if (awaited === "operator") awaited = "value";
    else if (awaited === "value") awaited = "join";
    else awaited = token === ")" ? "join" : "name";
  }
  return awaited;
}

/** The name that the last operator compares. */
function nameBefore(tokens: readonly string[]): string | undefined {
  const place = tokens.findLastIndex((token) => OPERATOR.test(token));
  const isValue = place === tokens.length - 1;
  return isValue ? tokens[place - 1] : tokens.at(-1);
}

function offered(
  awaited: Awaited,
  names: readonly QueryName[],
  subject: QueryName | undefined,
): { shown: string; meaning: string }[] {
  switch (awaited) {
    case "name":
      return names.map(({ name, meaning }) => ({ shown: name, meaning }));
    case "operator":
      return (subject?.operators ?? []).map((sign) => ({ shown: sign, meaning: SIGNS[sign] ?? "" }));
    case "value":
      return (subject?.values ?? []).map((value) => ({ shown: asValue(value), meaning: "" }));
    case "join":
      return JOINS;
  }
}

/** A value as a query takes it: in quotes if it is not one word, or if the word means something else. */
export function asValue(text: string): string {
  if (/^[^\s()=<>!~"'\\]+$/.test(text) && !/^(and|or|not|none)$/i.test(text)) return text;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
