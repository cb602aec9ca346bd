import { ActionIcon, Button, Menu, Switch } from "@mantine/core";
import { CloseIcon, PlusIcon } from "../../../components/icons";
import { objectiveColour } from "../../../components/objectiveColours";
import { Swatch } from "../../../components/Swatch";
import { balanced } from "../../../components/weights";
import type { Path } from "../yamlDraft";
import { DraftInput } from "./DraftInput";
import { errorsAt, useForm, valueAt, type FormState } from "./formContext";
import { labelOf, placeholderOf } from "./labels";
import classes from "./ListField.module.css";
import { SchemaField } from "./SchemaField";
import { fieldOf, isRecord, variantOf, type Field } from "./schema";

const NAME = "name";

interface Props {
  path: Path;
  field: Field & { kind: "list" };
}

/**
 * Items to add, edit and remove.
 *
 * Each item has one of several types, as objectives do, or all have the same type, as the changes of a schedule do.
 */
export function ListField({ path, field }: Props) {
  const form = useForm();
  const kind = fieldOf(field.items, form.root);
  const given = valueAt(form.config, path);
  const items: unknown[] = Array.isArray(given) ? given : [];
  const removable = items.length > field.least;
  const add = (item: Record<string, unknown>) => form.edit([...path, items.length], item);
  return (
    <ul className={classes.items}>
      {items.map((item, at) =>
        kind.kind === "union" ? (
          <UnionItem key={at} item={item} path={[...path, at]} union={kind} removable={removable} />
        ) : (
          kind.kind === "section" && <PlainItem key={at} path={[...path, at]} section={kind} removable={removable} />
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

interface UnionItemProps {
  item: unknown;
  path: Path;
  union: Field & { kind: "union" };
  removable: boolean;
}

/** One item of its type: name and switches in its first line, all other settings of the type under it. */
function UnionItem({ item, path, union, removable }: UnionItemProps) {
  const form = useForm();
  const tag = variantOf(union, item);
  const variant = union.variants[tag];
  const properties = Object.entries(variant?.properties ?? {}).filter(([key]) => key !== union.tag);
  const flags = properties.filter(([, schema]) => fieldOf(schema, form.root).kind === "flag");
  const settings = properties.filter(([key, schema]) => key !== NAME && fieldOf(schema, form.root).kind !== "flag");
  const nameSchema = variant?.properties?.[NAME];
  const name = isRecord(item) && typeof item.name === "string" ? item.name : placeholderOf(nameSchema?.default) || tag;
  const error =
    errorsAt(form.errors, path) ??
    errorsAt(form.errors, [...path, NAME]) ??
    errorsAt(form.errors, [...path, union.tag]);
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <Swatch colour={objectiveColour([...form.objectives, name], name)} />
        <span className={classes.type} title={variant?.description}>
          {tag}
        </span>
        {nameSchema && (
          <label className={classes.setting}>
            <span>Name</span>
            <DraftInput
              label={`Name of ${name}`}
              value={isRecord(item) ? item.name : undefined}
              placeholder={placeholderOf(nameSchema.default)}
              numeric={false}
              invalid={errorsAt(form.errors, [...path, NAME]) !== null}
              disabled={!form.editable}
              onChange={(value) => form.edit([...path, NAME], value)}
            />
          </label>
        )}
        {flags.map(([key, schema]) => (
          <Switch
            key={key}
            label={labelOf(key)}
            aria-label={`${labelOf(key)} of ${name}`}
            title={schema.description}
            checked={isRecord(item) && item[key] === true}
            disabled={!form.editable}
            onChange={(event) => form.edit([...path, key], event.currentTarget.checked || undefined)}
          />
        ))}
        <Remove name={name} path={path} disabled={!removable} />
      </div>
      {settings.length > 0 && (
        <div className={classes.settings}>
          {settings.map(([key, schema]) => (
            <SchemaField key={key} schema={schema} path={[...path, key]} />
          ))}
        </div>
      )}
      {error !== null && <p className={classes.error}>{error}</p>}
    </li>
  );
}

function PlainItem({
  path,
  section,
  removable,
}: {
  path: Path;
  section: Field & { kind: "section" };
  removable: boolean;
}) {
  const form = useForm();
  const error = errorsAt(form.errors, path);
  return (
    <li className={classes.item}>
      <div className={classes.plain}>
        <div className={classes.fields}>
          {section.properties.map(([key, schema]) => (
            <SchemaField key={key} schema={schema} path={[...path, key]} />
          ))}
        </div>
        <Remove name={`number ${Number(path.at(-1)) + 1}`} path={path} disabled={!removable} />
      </div>
      {error !== null && <p className={classes.error}>{error}</p>}
    </li>
  );
}

/** What a new item begins with: equal weights where it needs some. */
function beginning(section: Field & { kind: "section" }, { root, objectives }: FormState): Record<string, unknown> {
  const needed = section.properties.filter(
    ([key, schema]) => section.required.includes(key) && fieldOf(schema, root).kind === "weights",
  );
  return Object.fromEntries(
    needed.map(([key]) => [key, balanced(Object.fromEntries(objectives.map((name) => [name, 0])))]),
  );
}

function Remove({ name, path, disabled }: { name: string; path: Path; disabled: boolean }) {
  const form = useForm();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={`Remove ${name}`}
      disabled={disabled || !form.editable}
      onClick={() => form.edit(path, undefined)}
    >
      <CloseIcon />
    </ActionIcon>
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
