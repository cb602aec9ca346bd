import { ActionIcon } from "@mantine/core";
import { CloseIcon } from "../../../components/icons";
import type { Path } from "../yamlDraft";
import { useForm } from "./formContext";

/** Takes an item out of its list. */
export function RemoveItem({ name, path, disabled }: { name: string; path: Path; disabled: boolean }) {
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
