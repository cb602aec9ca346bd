import { Menu, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { CheckIcon } from "../components/icons";
import classes from "./ThemeMenu.module.css";

const THEMES: { value: MantineColorScheme; label: string }[] = [
  { value: "auto", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={classes.button}>Theme</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {THEMES.map((theme) => (
          <Menu.Item
            key={theme.value}
            role="menuitemradio"
            aria-checked={theme.value === colorScheme}
            onClick={() => setColorScheme(theme.value)}
            rightSection={<span className={classes.mark}>{theme.value === colorScheme && <CheckIcon />}</span>}
          >
            {theme.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
