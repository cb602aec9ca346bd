import { isList, isRecord } from "./shapes";
import type { FieldError, ProblemBody } from "./types";

/** A refusal by the server: what was wrong, why, and what to do instead. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string;
  readonly instead: string;
  readonly errors: readonly FieldError[];

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.title ?? `The server answered ${status}`);
    this.name = "Problem";
    this.status = status;
    this.detail = body.detail ?? "";
    this.instead = body.instead ?? "";
    this.errors = body.errors ?? [];
  }
}

/** No answer arrived: the server or the network is down. */
export class Unreachable extends Error {
  constructor() {
    super("The server is not reachable");
    this.name = "Unreachable";
  }
}

/** Reads the body of a refusal. It may be anything, because a proxy may have written it. */
export function problemOf(status: number, body: unknown): Problem {
  if (!isRecord(body)) return new Problem(status, {});
  const { title, detail, instead, errors } = body;
  return new Problem(status, {
    ...(typeof title === "string" && { title }),
    ...(typeof detail === "string" && { detail }),
    ...(typeof instead === "string" && { instead }),
    ...(isList(errors) && { errors: errors.filter(isFieldError) }),
  });
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value.field === "string" && typeof value.message === "string";
}
