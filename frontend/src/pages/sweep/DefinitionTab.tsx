import { stringify } from "yaml";
import type { Sweep } from "../../api/types";
import { CopyButton } from "../../components/CopyButton";
import text from "../../components/TextPanel.module.css";
import { definitionOf } from "./definition";

/** What the sweep was made from, as the file that makes it again. */
export function DefinitionTab({ sweep }: { sweep: Sweep }) {
  const yaml = stringify(definitionOf(sweep), { flowCollectionPadding: false });
  return (
    <>
      <div className={text.bar}>
        <p>With all that was added later. Saved as a file, it runs again with: paretoscope sweep SWEEP.yaml</p>
        <CopyButton text={yaml} label="Copy YAML" />
      </div>
      <pre className={text.text} tabIndex={0} aria-label="Definition as YAML">
        {yaml}
      </pre>
    </>
  );
}
