// The shortcuts that work everywhere, which are also the first commands of the palette.
import { useComputedColorScheme } from "@mantine/core";
import { useAct } from "../../bridge/use-call.ts";
import { escapeBy } from "../../components/toast.ts";
import { publicUrls, useAppState } from "../../components/use-app-state.ts";
import { showFailure } from "../../components/show-failure.ts";
import { useCopy } from "../../components/use-copy.ts";
import { useMediaWidth } from "../../components/use-media-width.ts";
import { useSettings } from "../../components/use-settings.ts";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { navigate, useRoute } from "../../router/router.ts";
import { useActiveWorkspace, useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useActivateWorkspace } from "../../workspace/use-activate-workspace.ts";
import { PLACES } from "./navigation.ts";
import { focusRegion, listStopIn } from "./regions.ts";
import { workspaceLine } from "./workspace-title.ts";

interface ShellShortcutsProps {
  readonly onOpenPalette: () => void;
  readonly onOpenShortcuts: () => void;
}

/** Registers them; renders nothing. */
export function ShellShortcuts({ onOpenPalette, onOpenShortcuts }: ShellShortcutsProps) {
  const [settings, changeSettings] = useSettings();
  const scheme = useComputedColorScheme("light");
  const current = useRoute().page;
  const width = useMediaWidth();
  const isNarrow = width === "narrow";
  const { sidebarCollapsed, compactRows } = settings;

  useShortcuts("Everywhere", [
    { id: "palette", keys: "mod+k", label: "Search or run a command", run: onOpenPalette },
    { id: "shortcuts", keys: "?", label: "Show the shortcuts", run: onOpenShortcuts },
    ...PLACES.map(({ page, keys, label, route }) => ({
      id: `go-${page}`,
      keys,
      label: `Go to ${label}`,
      // Where one is already, nothing is unselected; but a narrow screen goes back to its list.
      run: () => (current === page && !isNarrow ? focusList() : navigate(route)),
    })),
    {
      id: "settings",
      keys: "mod+,",
      label: "Open Settings",
      run: () => navigate({ page: "settings", section: "appearance" }),
    },
    // Elsewhere it is a rail whatever was chosen: the choice would change unseen.
    ...(width === "wide"
      ? [
          {
            id: "sidebar",
            keys: "mod+b",
            label: sidebarCollapsed ? "Widen the sidebar" : "Fold the sidebar",
            run: () => changeSettings({ sidebarCollapsed: !sidebarCollapsed }),
          },
        ]
      : []),
    {
      id: "theme",
      keys: "mod+shift+l",
      label: scheme === "dark" ? "Use the light theme" : "Use the dark theme",
      run: () => changeSettings({ theme: scheme === "dark" ? "light" : "dark" }),
    },
    {
      id: "theme-system",
      keys: "",
      label: "Use the system’s theme",
      run: () => changeSettings({ theme: "system" }),
    },
    {
      id: "compact",
      keys: "",
      label: "Toggle compact rows",
      run: () => changeSettings({ compactRows: !compactRows }),
    },
    { id: "next-region", keys: "f6", label: "Next region", run: () => focusRegion("next"), repeats: true },
    {
      id: "previous-region",
      keys: "shift+f6",
      label: "Previous region",
      run: () => focusRegion("previous"),
      repeats: true,
    },
    {
      id: "leave-field",
      keys: "Escape",
      label: "Leave the text field",
      whileTyping: true,
      run: () => escapeBy(focusList),
    },
    { id: "back", keys: "alt+ArrowLeft", label: "Back", whileTyping: false, run: () => history.back() },
    {
      id: "forward",
      keys: "alt+ArrowRight",
      label: "Forward",
      whileTyping: false,
      run: () => history.forward(),
    },
  ]);
  useWebhookShortcuts();
  useWorkspaceCommands();
  return null;
}

/** To the list of the page, or at least out of the text field, so that single keys act again. */
function focusList(): void {
  const main = document.getElementById("main");
  const list = main === null ? undefined : listStopIn(main);
  if (list !== undefined) list.focus();
  else if (document.activeElement instanceof HTMLElement) leave(document.activeElement);
}

/** Tab goes on from there. */
function leave(field: HTMLElement): void {
  field.blur();
  // React writes what is typed into a text area as its content, too: Chromium then forgets the place it noted at the focus.
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.focus({ preventScroll: true });
  field.blur();
}

function useWebhookShortcuts(): void {
  const app = useAppState();
  const copy = useCopy();
  const { kind } = useActiveWorkspace();
  const receive = useAct("simulator.receive");
  const urls = app === undefined ? null : publicUrls(app);

  async function receiveTestMessage(): Promise<void> {
    const result = await receive.run({ type: "text" });
    if (!result.ok) showFailure(result.error);
  }

  useShortcuts("Webhooks", [
    ...(kind === "simulated" && app?.simulator.running === true
      ? [{ id: "receive", keys: "t", label: "Receive a test message", run: () => void receiveTestMessage() }]
      : []),
    ...(urls === null
      ? []
      : [
          {
            id: "copy-inbound",
            keys: "y u",
            label: "Copy the inbound URL",
            run: () => copy(urls.inbound, "Inbound URL"),
          },
          {
            id: "copy-status",
            keys: "y s",
            label: "Copy the status URL",
            run: () => copy(urls.status, "Status URL"),
          },
        ]),
  ]);
}

function useWorkspaceCommands(): void {
  const { workspaces, activeId } = useWorkspaces();
  const activate = useActivateWorkspace();
  useShortcuts("Workspaces", [
    ...workspaces
      .filter(({ id }) => id !== activeId)
      .map((workspace) => ({
        id: `workspace-${workspace.id}`,
        keys: "",
        label: `Switch to ${workspaceLine(workspace)}`,
        run: () => activate(workspace.id),
      })),
    {
      id: "workspace-add",
      keys: "",
      label: "Add a workspace",
      run: () => navigate({ page: "keys", place: "add" }),
    },
  ]);
}
