import {
  Button,
  Checkbox,
  createTheme,
  Menu,
  Modal,
  Select,
  Skeleton,
  TextInput,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";
import { colourVariables } from "../components/colours";
import { PALETTE } from "../components/palette.generated";

const { light, dark } = PALETTE;

const accent: MantineColorsTuple = [
  "#eef0fc",
  "#dde1f9",
  "#bcc4f4",
  "#a3aef4",
  dark.accent,
  "#6374e2",
  light.accent,
  "#4051bf",
  "#3644a3",
  "#2c3886",
];
const gray: MantineColorsTuple = [
  "#f8f7f6",
  "#f4f3f1",
  "#eeedea",
  light.line,
  "#d6d4cf",
  "#a3a19b",
  "#85837d",
  light.quiet,
  "#3b3a37",
  light.ink,
];
const darkGray: MantineColorsTuple = [
  dark.ink,
  "#c9c8c4",
  dark.quiet,
  "#6a6963",
  "#3d3c38",
  "#242421",
  dark.card,
  "#121211",
  "#0d0d0c",
  "#080807",
];

const fontFamily = '"Inter Variable", Inter, system-ui, sans-serif';

export const theme = createTheme({
  colors: { accent, gray, dark: darkGray },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.31,
  black: light.ink,
  fontFamily,
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "13px", xl: "18px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "20px", xl: "24px" },
  headings: { fontFamily },
  defaultRadius: 6,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: "xs", variant: "default" }, classNames: { root: "button" } }),
    TextInput: TextInput.extend({ defaultProps: { size: "xs" } }),
    Select: Select.extend({
      defaultProps: { size: "xs", allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 } } },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: "xs", radius: 3 } }),
    Menu: Menu.extend({ defaultProps: { shadow: "none", transitionProps: { duration: 0 } } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        shadow: "none",
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    }),
    Skeleton: Skeleton.extend({ defaultProps: { radius: 3 } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 250,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
        transitionProps: { duration: 0 },
      },
    }),
  },
});

/** Sets the colours of each theme, and puts the page's tokens under Mantine's own variables. */
export const resolver: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--ground)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--quiet)",
    "--mantine-color-placeholder": "var(--faint)",
    "--mantine-color-default": "var(--card)",
    "--mantine-color-default-hover": "var(--raised)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-error": "var(--red)",
    "--mantine-color-anchor": "var(--accent)",
  };
  return {
    variables: {},
    light: { ...shared, ...colourVariables("light") },
    dark: { ...shared, ...colourVariables("dark") },
  };
};
