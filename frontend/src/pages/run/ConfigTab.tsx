import { Button } from "@mantine/core";
import { Link } from "react-router";
import { stringify } from "yaml";
import type { Run } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import { AttemptsTable } from "./AttemptsTable";
import classes from "../../components/TextPanel.module.css";

/** The run's config with its defaults, and what produced the results of each attempt. */
export function ConfigTab({ run }: { run: Run }) {
  const yaml = stringify(run.config, { flowCollectionPadding: false });
  return (
    <>
      <div className={classes.bar}>
        <p>The whole config with its defaults. Saved as a file, it runs again with: paretoscope run config.yaml</p>
        <CopyButton text={yaml} label="Copy YAML" />
        <Button component={Link} to={`/runs/new?from=${run.id}`}>
          Duplicate
        </Button>
      </div>
      <div className={classes.beside}>
        <pre className={classes.text} tabIndex={0} aria-label="Config as YAML">
          {yaml}
        </pre>
        <AttemptsTable run={run} />
      </div>
    </>
  );
}
