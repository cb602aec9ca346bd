import { SeedsField } from "../sweep/SeedsField";
import { SweepSection } from "../sweep/SweepSection";
import { SchemaField } from "./SchemaField";
import { SchemaSection } from "./SchemaSection";
import classes from "./ConfigForm.module.css";
import { useForm } from "./formContext";
import { fieldOf, type Schema } from "./schema";

const SEED = "seed";
/** Sections of jobs that train nothing. They are started elsewhere, and stand in the YAML of a config that has them. */
const OTHER_JOBS = new Set(["interpolation", "reevaluation"]);

/** The whole form, section by section, drawn from the schema of a run config. */
export function ConfigForm() {
  const { root } = useForm();
  const properties = Object.entries(root.properties ?? {}).filter(([key]) => !OTHER_JOBS.has(key));
  const plain = properties.filter(([, schema]) => !isSection(schema, root));
  const sections = properties.filter(([, schema]) => isSection(schema, root));
  return (
    <div className={classes.form}>
      <section className={classes.top} aria-label="Run">
        {plain.map(([key, schema]) =>
          key === SEED ? (
            <SeedsField key={key} schema={schema} />
          ) : (
            <SchemaField key={key} schema={schema} path={[key]} />
          ),
        )}
      </section>
      <SweepSection />
      {sections.map(([key, schema]) => (
        <SchemaSection key={key} schema={schema} path={[key]} />
      ))}
    </div>
  );
}

function isSection(schema: Schema, root: Schema): boolean {
  return ["section", "union", "list"].includes(fieldOf(schema, root).kind);
}
