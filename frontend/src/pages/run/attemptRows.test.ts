import { expect, it } from "vitest";
import type { Attempt } from "../../api/types";
import { attemptColumns, unknownSentence } from "./attemptRows";

function attempt(number: number, changes: Partial<Attempt["provenance"]> = {}): Attempt {
  const provenance = {
    version: "0.1.0",
    commit: "2f1c9d2e6a8b",
    python: "3.11.9",
    torch: "2.13.0",
    transformers: "5.19.0",
    device: "cpu",
    gpus: 0,
    threads: 2,
    hostname: "one",
    config_hash: "9f2b6c1d0e4a7853",
    data_fingerprint: "51c0a7e2d94b3f68",
    ...changes,
  };
  return { attempt: number, worker_id: "w1", created_at: "2026-11-23T09:10:11Z", provenance };
}

const rowOf = (recorded: Attempt[], label: string, last = recorded.length) =>
  attemptColumns({ attempt: last }, recorded).rows.find((row) => row.label === label);

it("has a column per attempt and marks the rows in which they differ", () => {
  const two = [attempt(1), attempt(2, { hostname: "other", gpus: 4, device: "H100" })];
  expect(attemptColumns({ attempt: 2 }, two).attempts).toEqual([1, 2]);
  expect(rowOf(two, "machine")).toEqual({ label: "machine", values: ["one", "other"], differs: true });
  expect(rowOf(two, "device")?.values).toEqual(["cpu", "4 × H100"]);
  expect(rowOf(two, "torch")?.differs).toBe(false);
});

it("leaves the column of an attempt empty that said nothing, which is no difference", () => {
  expect(rowOf([attempt(2)], "torch", 3)).toEqual({ label: "torch", values: [null, "2.13.0", null], differs: false });
});

it("tells a package without a commit from an attempt that is not known", () => {
  expect(rowOf([attempt(1, { commit: null })], "commit", 2)?.values).toEqual(["none, an installed package", null]);
});

it("says why nothing is known", () => {
  expect(unknownSentence({ external: true, attempt: 1 })).toContain("Another program");
  expect(unknownSentence({ external: false, attempt: 0 })).toContain("No attempt has started");
  expect(unknownSentence({ external: false, attempt: 2 })).toContain("not recorded");
});
