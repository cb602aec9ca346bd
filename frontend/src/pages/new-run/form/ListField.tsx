import { Button, Menu } from "@mantine/core";
import { isList } from "../../../api/shapes";
import { PlusIcon } from "../../../components/icons";
import { balanced } from "../../../components/weights";
import type { Path } from "../yamlDraft";
import { useForm, valueAt, type FormState } from "./formContext";
import classes from "./ListField.module.css";
import { PlainItem } from "./PlainItem";
import { fieldOf, type Field } from "./schema";
import type { SettingComponent } from "./setting";
import { UnionItem } from "./UnionItem";

interface Props {
  path: Path;
  field: Field & { kind: "list" };
  Setting: SettingComponent;
}

/**
 * Items to add, edit and remove.
 *
 * Each item has one of several types, as objectives do, or all have the same type, as the changes of a schedule do.
 */
export function ListField({ path, field, Setting }: Props) {
  const form = useForm();
  const kind = fieldOf(field.items, form.root);
  const given = valueAt(form.config, path);
  const items = isList(given) ? given : [];
  const removable = items.length > field.least;
  const add = (item: Record<string, unknown>) => form.edit([...path, items.length], item);
  return (
    <ul className={classes.items}>
      {items.map((item, at) =>
        kind.kind === "union" ? (
          <UnionItem key={at} item={item} path={[...path, at]} union={kind} removable={removable} Setting={Setting} />
        ) : (
          kind.kind === "section" && (
            <PlainItem key={at} path={[...path, at]} section={kind} removable={removable} Setting={Setting} />
          )
        ),
      )}
      {items.length < field.most && (
        <li>
          {kind.kind === "union" ? (
            <AddMenu union={kind} onAdd={(tag) => add({ [kind.tag]: tag })} disabled={!form.editable} />
          ) : (
            <Button
              leftSection={<PlusIcon />}
              disabled={!form.editable}
              onClick={() => add(kind.kind === "section" ? beginning(kind, form) : {})}
            >
              Add
            </Button>
          )}
        </li>
      )}
    </ul>
  );
}

/** The settings of a new item: equal weights if it needs any. */
function beginning(section: Field & { kind: "section" }, { root, objectives }: FormState): Record<string, unknown> {
  const needed = section.properties.filter(
    ([key, schema]) => section.required.includes(key) && fieldOf(schema, root).kind === "weights",
  );
  return Object.fromEntries(
    needed.map(([key]) => [key, balanced(Object.fromEntries(objectives.map((name) => [name, 0])))]),
  );
}

function AddMenu({
  union,
  onAdd,
  disabled,
}: {
  union: Field & { kind: "union" };
  onAdd: (tag: string) => void;
  disabled: boolean;
}) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button leftSection={<PlusIcon />} disabled={disabled}>
          Add
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={420}>
        {Object.entries(union.variants).map(([tag, variant]) => (
          <Menu.Item key={tag} onClick={() => onAdd(tag)}>
            <div>{tag}</div>
            <div className={classes.what}>{variant.description?.replaceAll("`", "")}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
