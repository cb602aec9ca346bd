import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { exampleRun } from "./exampleRun";
import { hasRun, patchRun, replaceRun, withoutRun } from "./runs";
import type { RunPage } from "./types";

const run = (id: string, step: number) => exampleRun({ id, step });
const page: RunPage = { runs: [run("a", 1), run("b", 1)], total: 2, next_cursor: null, hypervolumes_compare: true };
const list = { pageParams: [""], pages: [page] };

it("replaces a run where it stands", () => {
  expect(replaceRun(list, run("a", 2)).pages[0]?.runs).toEqual([run("a", 2), run("b", 1)]);
});

it("leaves pages without the run as they are, so that nothing is drawn again", () => {
  expect(replaceRun(list, run("z", 2)).pages[0]).toBe(list.pages[0]);
});

it("keeps the log of a run, which no message carries", () => {
  const client = new QueryClient();
  client.setQueryData(["run", "a"], { ...run("a", 1), log_tail: "kept" });
  patchRun(client, run("a", 2));
  expect(client.getQueryData(["run", "a"])).toEqual({ ...run("a", 2), log_tail: "kept" });
});

it("takes a deleted run out and counts one less", () => {
  const after = withoutRun(list, "a");
  expect(hasRun(after, "a")).toBe(false);
  expect(after.pages[0]?.total).toBe(1);
  expect(withoutRun(list, "z")).toBe(list);
});
