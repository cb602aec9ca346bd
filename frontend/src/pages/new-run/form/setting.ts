import type { ComponentType } from "react";
import type { Path } from "../yamlDraft";
import type { Schema } from "./schema";

/** Draws one setting. Lists and sections are handed it, because they are settings that hold settings. */
export type SettingComponent = ComponentType<{ schema: Schema; path: Path }>;
