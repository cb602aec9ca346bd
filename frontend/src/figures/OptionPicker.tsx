import { Select } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Segmented } from "../components/Segmented";

const FIT_IN_A_ROW = 4;
/** Letters that fit side by side on a narrow screen. */
const FIT_NARROW = 36;

interface Props<T extends string> {
  label: string;
  options: readonly T[];
  value: T;
  onChange: (value: T) => void;
  name?: (option: T) => string;
}

/** A figure's choice: a row while it fits, a list when there are more options. */
export function OptionPicker<T extends string>({ label, options, value, onChange, name = String }: Props<T>) {
  const items = options.map((option) => ({ value: option, label: name(option) }));
  const narrow = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
  const letters = items.reduce((sum, item) => sum + item.label.length, 0);
  if (options.length < 2) return null;
  if (options.length <= FIT_IN_A_ROW && !(narrow && letters > FIT_NARROW))
    return <Segmented label={label} options={items} value={value} onChange={onChange} />;
  return (
    <Select
      aria-label={label}
      w={200}
      data={items}
      value={value}
      onChange={(next) => onChange(options.find((option) => option === next) ?? value)}
    />
  );
}
