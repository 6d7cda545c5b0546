// Mantine, dressed in our tokens.
import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  Modal,
  Notification,
  Popover,
  Menu,
  SegmentedControl,
  Switch,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";
import { WITHIN_WINDOW } from "./overlay-room.ts";

const hook: MantineColorsTuple = [
  "#edf1fe",
  "#d9e2fd",
  "#b9c7f7",
  "#93a9f2",
  "#6f8cee",
  "#4466e6",
  "#2b50d6",
  "#2142b5",
  "#1a358f",
  "#16234f",
];

const gray: MantineColorsTuple = [
  "#f4f5f7",
  "#eef0f3",
  "#e3e6ea",
  "#cbd1d9",
  "#a9b1bb",
  "#858f9b",
  "#646e7a",
  "#48515c",
  "#2a3138",
  "#14181d",
];

const dark: MantineColorsTuple = [
  "#e8ebee",
  "#b0b8c1",
  "#8a939e",
  "#727d89",
  "#3a424b",
  "#23282e",
  "#1a1e23",
  "#131619",
  "#0d0f12",
  "#0b0d0f",
];

/** The Mantine theme: control sizes of the design (28, 32, 40 px), our palette, no moving parts of its own. */
export const theme = createTheme({
  colors: { hook, gray, dark },
  primaryColor: "hook",
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 6,
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  headings: { fontFamily: "var(--font)", fontWeight: "620" },
  fontSizes: { xs: "11.5px", sm: "12px", md: "13px", lg: "14px", xl: "16px" },
  lineHeights: { xs: "16px", sm: "17px", md: "20px", lg: "22px", xl: "24px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "4px", sm: "6px", md: "6px", lg: "10px", xl: "14px" },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: Button.extend({
      defaultProps: { variant: "default", size: "sm" },
      vars: (_theme, props) => ({ root: buttonSize(props.size) }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: 28 } }),
    Input: Input.extend({
      defaultProps: { size: "md" },
      vars: (_theme, props) => ({ wrapper: inputLook(props.error) }),
    }),
    // The explanation stands below the field, so that neighbours line up.
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 120 } },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: "md", radius: "lg", transitionProps: { duration: 180 } },
    }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: "md",
        radius: "lg",
        transitionProps: { duration: 120 },
        middlewares: WITHIN_WINDOW,
        // An element of no role between a menu and its items is an error to screen readers.
        withInitialFocusPlaceholder: false,
      },
    }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": "Dismiss" } } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { withItemsBorders: false, transitionDuration: 120 },
    }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false, size: "sm" } }),
    ModalRoot: Modal.Root.extend({
      defaultProps: { padding: "lg", centered: true, transitionProps: { duration: 180 } },
    }),
    ModalOverlay: Modal.Overlay.extend({ defaultProps: { backgroundOpacity: 0.32 } }),
    ModalContent: Modal.Content.extend({ defaultProps: { radius: "lg" } }),
  },
});

/** Makes Mantine's own surfaces, texts and borders follow the tokens, in both schemes. */
export const resolveCssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-dimmed": "var(--text-3)",
    "--mantine-color-placeholder": "var(--text-3)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--line-2)",
    "--mantine-color-error": "var(--badsig)",
    "--mantine-color-anchor": "var(--accent-text)",
    "--mantine-color-disabled": "var(--sunken)",
    "--mantine-color-disabled-color": "var(--text-3)",
    "--mantine-color-disabled-border": "var(--line)",
    "--mantine-primary-color-filled": "var(--accent)",
    "--mantine-primary-color-filled-hover": "var(--accent-hover)",
    "--mantine-primary-color-light": "var(--accent-weak)",
    "--mantine-primary-color-light-color": "var(--accent-text)",
    "--mantine-color-gray-text": "var(--text-2)",
    "--mantine-color-gray-light-color": "var(--text-2)",
    "--mantine-color-gray-light-hover": "var(--hover)",
    "--mantine-shadow-xs": "var(--shadow-1)",
    "--mantine-shadow-sm": "var(--shadow-1)",
    "--mantine-shadow-md": "var(--shadow-2)",
    "--mantine-shadow-lg": "var(--shadow-2)",
    "--mantine-shadow-xl": "var(--shadow-2)",
  };
  return { variables: {}, light: shared, dark: shared };
};

function inputLook(error: unknown): Record<string, string> {
  const border = error ? "var(--mantine-color-error)" : "var(--control)";
  return { "--input-height": "32px", "--input-fz": "13px", "--input-bd": border };
}

function buttonSize(size: unknown): Record<string, string> {
  switch (size) {
    case "xs":
      return { "--button-height": "24px", "--button-padding-x": "8px", "--button-fz": "12px" };
    case "md":
      return { "--button-height": "32px", "--button-padding-x": "12px", "--button-fz": "13px" };
    case "lg":
      return { "--button-height": "40px", "--button-padding-x": "16px", "--button-fz": "14px" };
    default:
      return { "--button-height": "28px", "--button-padding-x": "10px", "--button-fz": "13px" };
  }
}
