import { expect, it } from "vitest";
import { csvOf } from "./csv";

it("writes a point a line, with the run and step it came from", () => {
  expect(csvOf([{ name: "accuracy", x: [1, 2], y: [0.5, null], customdata: [["r1", 1]] }])).toBe(
    "trace,run,step,x,y,z,standard_error\r\naccuracy,r1,1,1,0.5,,\r\naccuracy,,,2,,,\r\n",
  );
});

it("writes the standard error of a point where it is drawn", () => {
  expect(csvOf([{ name: "a", x: [1, 2], y: [0.5, 0.6], error_y: { array: [0.04, null] } }])).toBe(
    "trace,run,step,x,y,z,standard_error\r\na,,,1,0.5,,0.04\r\na,,,2,0.6,,\r\n",
  );
});

it("quotes what would break a line and defuses what a spreadsheet would run", () => {
  expect(csvOf([{ name: '=SUM(A1),"x"', x: [1], y: [2] }])).toContain('"\'=SUM(A1),""x""",,,1,2,,');
});
