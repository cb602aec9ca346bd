import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addressOf, answered, apiAt } from "./api";
import { connection, setConnection } from "./connection";
import { Problem, Unreachable } from "./problem";

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: string[];

beforeEach(async () => {
  asked = [];
  setConnection("reachable");
  server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => stop());

async function stop(): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

function client() {
  const place = server.address();
  if (place === null || typeof place === "string") throw new Error("The server has no port.");
  return apiAt(`http://127.0.0.1:${place.port}`);
}

function answers(status: number, body: string): void {
  answer = (_, response) => response.writeHead(status).end(body);
}

it("gives the data of a good answer", async () => {
  answers(200, '{"workers": []}');
  expect(await answered(client().GET("/api/workers"))).toEqual({ workers: [] });
});

it("puts ids into the path, repeats a list, and leaves out what is not given", async () => {
  answers(200, "{}");
  await client().GET("/api/fronts", { params: { query: { run: ["a", "b c"] } } });
  const query = { step: 0, cursor: undefined };
  await client().GET("/api/runs/{run_id}/completions", { params: { path: { run_id: "a/b" }, query } });
  expect(asked).toEqual(["GET /api/fronts?run=a&run=b%20c", "GET /api/runs/a%2Fb/completions?step=0"]);
});

it("throws what the server says is wrong", async () => {
  answers(
    422,
    '{"title": "Not valid", "detail": "Why", "instead": "Do this", "errors": [{"field": "a", "message": "b"}]}',
  );
  const error: unknown = await client()
    .POST("/api/run-configs/validate", { body: { config: {} } })
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({
    status: 422,
    message: "Not valid",
    detail: "Why",
    instead: "Do this",
    errors: [{ field: "a", message: "b" }],
  });
  expect(connection()).toBe("reachable");
});

it("throws the status where the answer is no problem the page knows", async () => {
  answers(500, "<html>");
  await expect(client().GET("/api/workers")).rejects.toThrow("The server answered 500");
});

it("is signed out when the server asks for its token", async () => {
  answers(401, "{}");
  await expect(client().GET("/api/workers")).rejects.toBeInstanceOf(Problem);
  expect(connection()).toBe("signed out");
});

it.each([502, 503, 504])(
  "is unreachable when a proxy answers %i, and reachable again with the next answer",
  async (status) => {
    answers(status, "");
    await expect(client().GET("/api/workers")).rejects.toBeInstanceOf(Unreachable);
    expect(connection()).toBe("unreachable");
    answers(200, "{}");
    await client().GET("/api/workers");
    expect(connection()).toBe("reachable");
  },
);

it("is unreachable when nobody listens", async () => {
  const api = client();
  await stop();
  await expect(api.GET("/api/workers")).rejects.toBeInstanceOf(Unreachable);
  expect(connection()).toBe("unreachable");
});

it("says nothing of the connection when the page gave the request up", async () => {
  answer = () => undefined;
  const controller = new AbortController();
  const call = client().GET("/api/workers", { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(connection()).toBe("reachable");
});

it("takes an answer without a body for what it is", async () => {
  answers(204, "");
  await client().DELETE("/api/runs/{run_id}", { params: { path: { run_id: "a" } } });
  expect(asked).toEqual(["DELETE /api/runs/a"]);
});

it("writes the address of a route for others to read", () => {
  expect(addressOf("/api/runs/{run_id}/stream", { path: { run_id: "a b" } })).toBe("/api/runs/a%20b/stream");
  expect(addressOf("/api/stream", {})).toBe("/api/stream");
});
