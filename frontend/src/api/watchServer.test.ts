import { createServer } from "node:http";
import { afterEach, expect, it } from "vitest";
import { apiAt } from "./api";
import { connection, setConnection } from "./connection";
import { askServer } from "./watchServer";

const server = createServer();

afterEach(async () => {
  server.removeAllListeners("request");
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  setConnection("reachable");
});

async function client() {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const place = server.address();
  if (place === null || typeof place === "string") throw new Error("The server has no port.");
  return apiAt(`http://127.0.0.1:${place.port}`);
}

it("counts a server that accepts connections and does not answer as lost", async () => {
  expect(await askServer(await client())).toBe(false);
  expect(connection()).toBe("unreachable");
});

it("does not count it as lost if something else arrived meanwhile", async () => {
  const answer = askServer(await client());
  setTimeout(() => setConnection("reachable"), 100);
  expect(await answer).toBe(true);
  expect(connection()).toBe("reachable");
});

it("finds a server that is back", async () => {
  setConnection("unreachable");
  server.on("request", (_, response) => response.end("{}"));
  expect(await askServer(await client())).toBe(true);
  expect(connection()).toBe("reachable");
});

it("leaves a signed-out page signed out", async () => {
  setConnection("signed out");
  server.on("request", (_, response) => response.end("{}"));
  await askServer(await client());
  expect(connection()).toBe("signed out");
});
