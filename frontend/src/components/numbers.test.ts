import { describe, expect, it } from "vitest";
import { counted, formatBytes, formatDelta, formatError, formatInterval, formatNumber } from "./numbers";

describe("formatError", () => {
  it.each([
    [0.8312, 0.0405, "± 0.041"],
    [19.87, 0.61, "± 0.6"],
    [0.00042, 0.0013, "± 0.00130"],
  ])("shows the error of %f, %f, with the decimals of the value as %s", (value, error, text) => {
    expect(formatError(value, error)).toBe(text);
  });

  it("shows nothing where value or error are not known", () => {
    expect([formatError(null, 0.1), formatError(0.5, undefined), formatError(0.5, null)]).toEqual(["", "", ""]);
  });
});

describe("formatInterval", () => {
  it("shows both ends with the decimals of the value", () => {
    expect(formatInterval(15.63, [14.218, 17.04])).toBe("[14.2, 17.0]");
    expect(formatInterval(0.4123, [-0.0051, 0.6])).toBe("[−0.005, 0.600]");
  });

  it("shows nothing where the interval is not known", () => {
    expect([formatInterval(0.5, null), formatInterval(null, [0, 1])]).toEqual(["", ""]);
  });
});

describe("formatNumber", () => {
  it.each([
    [0.8312, "0.831"],
    [0.0807, "0.0807"],
    [19.87, "19.9"],
    [9.999, "10.0"],
    [99.97, "100"],
    [1, "1.00"],
    [0, "0"],
    [1234.5, "1,235"],
    [-0.0612, "−0.0612"],
    [0.00001234, "1.23e−5"],
  ])("shows %f with three significant digits as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it("shows a dash where there is no number", () => {
    expect([null, undefined, NaN, Infinity].map(formatNumber)).toEqual(["–", "–", "–", "–"]);
  });
});

describe("formatDelta", () => {
  it("carries its sign and the decimals of the value beside it", () => {
    expect(formatDelta(19.9, 25.13)).toBe("−5.2");
    expect(formatDelta(0.831, 0.5)).toBe("+0.331");
    expect(formatDelta(0.32, 0.32)).toBe("+0.000");
  });

  it("keeps its own digits beside a value that is 0 or tiny", () => {
    expect(formatDelta(0, 0.0013)).toBe("−0.00130");
    expect(formatDelta(7.81e-7, 1e-8)).toBe("+7.71e−7");
    expect(formatDelta(0, 0)).toBe("+0");
  });

  it("is empty where there is nothing to compare", () => {
    expect(formatDelta(0.5, null)).toBe("");
  });
});

it("counts with the right plural", () => {
  expect([counted(1, "run"), counted(14_400, "completion")]).toEqual(["1 run", "14,400 completions"]);
});

it("writes bytes in decimal units", () => {
  expect([formatBytes(0), formatBytes(999), formatBytes(4_118_233)]).toEqual(["0 B", "999 B", "4.12 MB"]);
});
