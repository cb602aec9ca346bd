import { setConnection } from "./connection";
import { Problem, Unreachable } from "./problem";
import type { ProblemBody } from "./types";

/** Answers that mean a proxy is there and the server behind it is not. */
const GATEWAY_ERRORS = new Set([502, 503, 504]);

export type Query = Record<string, string | number | readonly string[] | null | undefined>;

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const item of Array.isArray(value) ? (value as string[]) : [String(value)]) search.append(key, item);
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * One JSON request.
 *
 * @throws Problem if the server refuses, Unreachable if it does not answer.
 */
export async function request<T>(
  path: string,
  init: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await answerOf(path, init);
  if (response.ok) {
    setConnection("reachable");
    return (response.status === 204 ? null : await response.json()) as T;
  }
  if (GATEWAY_ERRORS.has(response.status)) {
    setConnection("unreachable");
    throw new Unreachable();
  }
  setConnection(response.status === 401 ? "signed out" : "reachable");
  throw new Problem(response.status, await bodyOf(response));
}

async function answerOf(
  path: string,
  init: { method?: string; body?: unknown; signal?: AbortSignal },
): Promise<Response> {
  const sent: RequestInit = { method: init.method ?? "GET", credentials: "same-origin" };
  if (init.signal) sent.signal = init.signal;
  if (init.body !== undefined) {
    sent.body = JSON.stringify(init.body);
    sent.headers = { "Content-Type": "application/json" };
  }
  try {
    return await fetch(path, sent);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    setConnection("unreachable");
    throw new Unreachable();
  }
}

async function bodyOf(response: Response): Promise<Partial<ProblemBody>> {
  try {
    return (await response.json()) as Partial<ProblemBody>;
  } catch {
    return {};
  }
}
