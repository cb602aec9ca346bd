/** The one client of the API. Its types are generated from the server's OpenAPI document. */

import createClient, {
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
  type Client,
  type ClientPathsWithMethod,
  type Middleware,
} from "openapi-fetch";
import { setConnection } from "./connection";
import { problemOf, Unreachable } from "./problem";
import type { paths } from "./schema";

/** Statuses of a proxy that runs while the server behind it does not. */
const GATEWAY_ERRORS = new Set([502, 503, 504]);

/** Turns failures into errors, and notes with every answer whether the server can be reached. */
const watching: Middleware = {
  async onResponse({ response }) {
    if (GATEWAY_ERRORS.has(response.status)) {
      setConnection("unreachable");
      throw new Unreachable();
    }
    setConnection(response.status === 401 ? "signed out" : "reachable");
    if (!response.ok) throw problemOf(response.status, await jsonOf(response));
  },
  onError({ request }) {
    if (request.signal.aborted) return;
    setConnection("unreachable");
    return new Unreachable();
  },
};

/**
 * Makes a client of the API at an address; without one, of the server that sent the page.
 *
 * Its calls throw a Problem if the server refuses, and Unreachable if there is no answer.
 */
export function apiAt(baseUrl: string): Client<paths> {
  const client = createClient<paths>({ baseUrl });
  client.use(watching);
  return client;
}

export const api = apiAt("");

/** The data of a call that succeeded; a call that failed has thrown before. */
export async function answered<Call extends { data?: unknown }>(
  call: Promise<Call>,
): Promise<NonNullable<Call["data"]>> {
  const { data } = await call;
  if (data === undefined || data === null) throw new Error("The server sent an empty answer.");
  return data;
}

type ReadPath = ClientPathsWithMethod<Client<paths>, "get">;
type Parameters<Path extends ReadPath> = Pick<paths[Path]["get"]["parameters"], "path" | "query">;

/** The address of a route, for whatever reads it without the client: a stream, or a notebook. */
export function addressOf<Path extends ReadPath>(path: Path, params: Parameters<Path>): string {
  return createFinalURL(path, {
    baseUrl: "",
    params,
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  });
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
