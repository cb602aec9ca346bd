/**
 * Turns an OpenAPI document into TypeScript: `jiti scripts/apiTypes.ts DOCUMENT TARGET`.
 *
 * `make api-types` calls it.
 */

import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const HEADER = "/** Made by `make api-types` from the server's OpenAPI document; not written by hand. */\n\n";

const [document, target] = process.argv.slice(2);
if (document === undefined || target === undefined) throw new Error("No document is named. Run `make api-types`.");
await writeFile(target, HEADER + astToString(await openapiTS(pathToFileURL(document))));
