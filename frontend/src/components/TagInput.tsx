import { TagsInput } from "@mantine/core";
import { useTags } from "../api/tags";

const LONGEST_TAG = 64;

interface Props {
  label: string;
  description?: string;
  tags: string[];
  onChange: (tags: string[]) => void;
  placeholder: string;
}

/** Some tags, completed from those that runs have; Enter or a comma ends one. */
export function TagInput({ label, description, tags, onChange, placeholder }: Props) {
  const known = useTags().data?.tags ?? [];
  return (
    <TagsInput
      size="xs"
      label={label}
      description={description}
      placeholder={placeholder}
      data={known.map(({ name }) => name)}
      value={tags}
      maxLength={LONGEST_TAG}
      acceptValueOnBlur
      onChange={onChange}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
