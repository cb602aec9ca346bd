import { expect, it } from "vitest";
import { byServerClock, noteServerTime } from "./serverClock";

it("counts ages by the server's clock where the browser's is wrong", () => {
  const moment = Date.now();
  noteServerTime(new Date(moment + 1000).toUTCString());
  noteServerTime(null);
  expect(byServerClock(moment)).toBe(moment);
  noteServerTime(new Date(moment + 600_000).toUTCString());
  expect(Math.abs(byServerClock(moment) - moment - 600_000)).toBeLessThan(2000);
});
