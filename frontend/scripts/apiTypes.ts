/** Writes src/api/schema.d.ts from a running server's OpenAPI: the shapes alone, without paths and examples. */

import { writeFile } from "node:fs/promises";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

const HEADER = "/** Made by `npm run api-types` from the server's OpenAPI; not written by hand. */\n\n";
const TARGET = new URL("../src/api/schema.d.ts", import.meta.url);

const server = process.env.PARETOSCOPE_SERVER ?? "http://127.0.0.1:8420";
const answer = await fetch(`${server}/api/openapi.json`);
if (!answer.ok)
  throw new Error(
    `${server} answered ${answer.status}. Start a server with "make up", or name one in PARETOSCOPE_SERVER.`,
  );
const api = (await answer.json()) as OpenAPI3;
const shapes = withoutExamples({ ...api, paths: {} }) as OpenAPI3;
await writeFile(TARGET, HEADER + astToString(await openapiTS(shapes)));

function withoutExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, part]) => !(key === "example" || (key === "examples" && (Array.isArray(part) || typeof part === "object"))),
  );
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutExamples(part)]));
}
