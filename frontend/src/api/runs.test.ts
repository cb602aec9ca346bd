import { expect, it } from "vitest";
import { hasRun, replaceRun, withoutRun } from "./runs";
import type { Run, RunPage } from "./types";

const run = (id: string, step: number) => ({ id, step }) as Run;
const list = {
  pageParams: [""],
  pages: [{ runs: [run("a", 1), run("b", 1)], total: 2, next_cursor: null } satisfies RunPage],
};

it("replaces a run where it stands and keeps what the message left out", () => {
  const before = {
    ...list,
    pages: [{ ...list.pages[0], runs: [{ ...run("a", 1), log_tail: "kept" }] } as unknown as RunPage],
  };
  expect(replaceRun(before, run("a", 2)).pages[0]?.runs).toEqual([{ id: "a", step: 2, log_tail: "kept" }]);
});

it("leaves pages without the run as they are, so that nothing is drawn anew", () => {
  expect(replaceRun(list, run("z", 2)).pages[0]).toBe(list.pages[0]);
});

it("takes a deleted run out and counts one less", () => {
  const after = withoutRun(list, "a");
  expect(hasRun(after, "a")).toBe(false);
  expect(after.pages[0]?.total).toBe(1);
  expect(withoutRun(list, "z")).toBe(list);
});
