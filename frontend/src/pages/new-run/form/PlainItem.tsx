import type { Path } from "../yamlDraft";
import { errorsAt, useForm } from "./formContext";
import classes from "./ListField.module.css";
import { RemoveItem } from "./RemoveItem";
import type { Field } from "./schema";
import type { SettingComponent } from "./setting";

interface Props {
  path: Path;
  section: Field & { kind: "section" };
  removable: boolean;
  Setting: SettingComponent;
}

/** One item of a list whose items are all of one type. */
export function PlainItem({ path, section, removable, Setting }: Props) {
  const form = useForm();
  const error = errorsAt(form.errors, path);
  return (
    <li className={classes.item}>
      <div className={classes.plain}>
        <div className={classes.fields}>
          {section.properties.map(([key, schema]) => (
            <Setting key={key} schema={schema} path={[...path, key]} />
          ))}
        </div>
        <RemoveItem name={`number ${Number(path.at(-1)) + 1}`} path={path} disabled={!removable} />
      </div>
      {error !== null && <p className={classes.error}>{error}</p>}
    </li>
  );
}
