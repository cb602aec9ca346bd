import { expect, it } from "vitest";
import { exampleRun } from "../../api/exampleRun";
import type { ListedGroup } from "../../api/runGroups";
import { groupLines, listedIds, statusWords, sweepOf, tickOf, type GroupLine } from "./groupLines";
import { toggled } from "./useListGrouping";

function group(id: string, runIds: string[], key: Record<string, unknown> = {}): ListedGroup {
  return {
    id,
    label: id,
    key,
    n: runIds.length,
    run_ids: runIds,
    statuses: {},
    step: 0,
    total_steps: 0,
    methods: [],
    estimators: [],
    preference: null,
    objectives: {},
    hypervolume: null,
    created_at: "",
  };
}

function words(lines: readonly GroupLine[]): string[] {
  return lines.map((line) => {
    if (line.kind === "run") return line.run.id;
    return line.kind === "rest" ? `${line.count} more` : `${line.kind} ${line.group.id}`;
  });
}

const GROUPS = [group("a", ["a1", "a2"]), group("b", ["b1"])];

it("lists the runs of an unfolded group under it, in the order of the group", () => {
  const members = new Map([["a", [exampleRun({ id: "a2" }), exampleRun({ id: "a1" })]]]);
  expect(words(groupLines(GROUPS, new Set(["a"]), members))).toEqual(["group a", "a1", "a2", "group b"]);
  expect(words(groupLines(GROUPS, new Set(), members))).toEqual(["group a", "group b"]);
});

it("says that runs are still fetched, and forgets groups that are gone", () => {
  expect(words(groupLines(GROUPS, new Set(["b", "gone"]), new Map()))).toEqual(["group a", "group b", "waiting b"]);
});

it("counts the runs beyond those that are fetched by their ids", () => {
  const large = group(
    "large",
    Array.from({ length: 310 }, (_, at) => `run ${at}`),
  );
  expect(listedIds(large)).toHaveLength(300);
  const members = new Map([["large", [exampleRun({ id: "run 0" })]]]);
  expect(words(groupLines([large], new Set(["large"]), members))).toEqual(["group large", "run 0", "10 more"]);
});

it("ticks a group with all of its runs, and half with some", () => {
  const has = (id: string) => id.startsWith("a");
  expect(tickOf(["a1", "a2"], has)).toBe("all");
  expect(tickOf(["a1", "b1"], has)).toBe("some");
  expect(tickOf(["b1"], has)).toBe("none");
  expect(tickOf([], has)).toBe("none");
});

it("counts the runs of a status unless all have it", () => {
  expect(statusWords("completed", 3, 3)).toBe("completed");
  expect(statusWords("running", 2, 27)).toBe("2 of 27 running");
});

it("knows the sweep of a group, unless it groups runs of none", () => {
  expect(sweepOf(group("a", [], { sweep: "5pd2" }))).toBe("5pd2");
  expect(sweepOf(group("a", [], { sweep: null }))).toBeNull();
});

it("keeps the unfolded groups as a list in the address", () => {
  expect(toggled("", "a")).toBe("a");
  expect(toggled("a", "b")).toBe("a,b");
  expect(toggled("a,b", "a")).toBe("b");
});
