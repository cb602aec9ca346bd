/** Shapes of the REST API, by shorter names. Times are ISO 8601 in UTC; values are in each objective's own unit. */

import type { components, paths } from "./schema";

type Schemas = components["schemas"];

/** A run; only an answer about this one run carries the end of its log. */
export type Run = Schemas["Run"] & Partial<Pick<Schemas["RunDetail"], "log_tail">>;
export type RunPage = Schemas["RunPage"];
export type RunError = Schemas["RunError"];
export type Status = Run["status"];
export type Split = CompletionPage["split"];
export type Config = Run["config"];
/** An order of the list of runs; a minus sign puts the greatest first. */
export type Sort = NonNullable<NonNullable<paths["/api/runs"]["get"]["parameters"]["query"]>["sort"]>;
export type Objective = Schemas["ObjectiveView"];
export type Evaluation = Schemas["EvaluationView"];
export type Reevaluation = Schemas["ReevaluationAnswer"];
export type ReevaluatedPoint = Schemas["ReevaluatedPoint"];
export type Evaluations = Schemas["EvaluationsAnswer"];
export type Completion = Schemas["CompletionView"];
export type CompletionPage = Schemas["CompletionsAnswer"];
export type RunEvent = Schemas["EventView"];
export type Events = Schemas["EventsAnswer"];
export type Checkpoint = Schemas["CheckpointView"];
export type Checkpoints = Schemas["CheckpointsAnswer"];
export type Attempt = Schemas["AttemptView"];
export type FrontPoint = Schemas["FrontPoint"];
export type BestPoint = Schemas["BestPoint"];
export type FrontRun = Schemas["RunFront"];
export type Fronts = Schemas["FrontsAnswer"];
/** A figure as the server sends it: Plotly JSON. */
export type FigureAnswer = Schemas["Figure"];
export type Sweep = Schemas["Sweep"];
export type SweepSummary = Schemas["SweepSummary"];
export type SweepCell = Schemas["SweepCell"];
export type SweepChanges = Schemas["SweepChanges"];
export type SweepExtension = Schemas["SweepExtension"];
export type Groups = Schemas["GroupsAnswer"];
export type Group = Schemas["GroupView"];
export type Measure = Schemas["Measure"];
export type Preset = Schemas["PresetView"];
export type Presets = Schemas["PresetsAnswer"];
export type Worker = Schemas["WorkerView"];
export type Workers = Schemas["WorkersAnswer"];
export type Method = Schemas["MethodView"];
export type CheckedConfig = Schemas["CheckedConfig"];
export type FieldError = Schemas["FieldError"];
export type ProblemBody = Schemas["Problem"];

/** Objective to value, null where there is none. */
export type Values = Record<string, number | null>;

/** One batch of live points: metric key to steps and values. */
export type MetricBatch = Record<string, { steps: number[]; values: (number | null)[] }>;
