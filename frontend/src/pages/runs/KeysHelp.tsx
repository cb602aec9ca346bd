import { Modal } from "@mantine/core";
import classes from "./KeysHelp.module.css";
import { KEYS } from "./listKeys";

/** The keys of the list, and what a query looks like. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys and queries" size={520}>
      <dl className={classes.keys}>
        {KEYS.map(({ key, meaning }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.words}>
        A query compares names with values, and joins comparisons by <code>and</code>, <code>or</code>, <code>not</code>{" "}
        and brackets:
      </p>
      <pre className={classes.example}>
        {'objective.accuracy > 0.8 and\n(method = gradient or tag = "table 2") and\nnot status = failed'}
      </pre>
      <p className={classes.words}>
        <code>~</code> means contains. <code>none</code> means no value, as in <code>tag = none</code>. Texts with
        spaces stand in quotes.
      </p>
    </Modal>
  );
}
