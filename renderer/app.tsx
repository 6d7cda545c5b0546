// Composes the product: providers, the shell, and the screen of the route.
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { createSpotlight } from "@mantine/spotlight";
import { useEffect, useState } from "react";
import { isRunningSimulator } from "../preload/contract/workspace.ts";
import { BridgeProvider } from "./bridge/bridge.tsx";
import type { Host } from "./bridge/pick-bridge.ts";
import type { Refusal } from "./bridge/web-socket-bridge.ts";
import { PartBoundary, WindowBoundary } from "./components/drawing-boundary.tsx";
import { TickerProvider } from "./components/use-now.tsx";
import { useEventPresence } from "./components/use-event-counts.ts";
import { useSettings } from "./components/use-settings.ts";
import { EventsScreen } from "./events-screen.tsx";
import type { DrawFileServing } from "./features/conversation/composer/file-serving.tsx";
import { ConversationsPage } from "./features/conversation/conversations-page.tsx";
import { BeingAddedProvider } from "./features/credentials/being-added.tsx";
import { CopiedJwtProvider } from "./features/credentials/copied-jwt.tsx";
import { JwtChip } from "./features/credentials/jwt-chip.tsx";
import { KeysPage } from "./features/credentials/keys-page.tsx";
import { SecretActionButton } from "./features/credentials/secret-action-button.tsx";
import { TypedFormsProvider } from "./features/credentials/typed-forms.tsx";
import { LeftOverToasts } from "./features/linking/left-over-toasts.tsx";
import { PendingKeyToasts } from "./features/linking/pending-key-toasts.tsx";
import { LinkChip } from "./features/linking/link-chip.tsx";
import { LinkingPage } from "./features/linking/linking-page.tsx";
import type { DrawSecretButton } from "./features/linking/secret-buttons.tsx";
import { EventDetail } from "./features/live-events/event-detail.tsx";
import { EventPlacesProvider } from "./features/live-events/event-places.tsx";
import { ServeIntoField } from "./features/media/serve-into-field.tsx";
import { ServeFromTunnel } from "./features/media/serve-from-tunnel.tsx";
import { ServedFilesChip } from "./features/media/served-files-chip.tsx";
import { Palette } from "./features/palette/palette.tsx";
import { ScenarioBoard } from "./features/scenarios/scenario-board.tsx";
import { SimulatorCommands } from "./features/simulator/simulator-commands.tsx";
import { SimulatorPage } from "./features/simulator/simulator-page.tsx";
import { SettingsCommands } from "./features/settings/settings-commands.tsx";
import { SettingsPage } from "./features/settings/settings-page.tsx";
import { Boot } from "./features/shell/boot.tsx";
import { ClosedDoor } from "./features/shell/closed-door.tsx";
import { LiveRegion } from "./features/shell/live-region.tsx";
import { PageEffects } from "./features/shell/page-effects.tsx";
import { RemovedWorkspaceToast } from "./features/shell/removed-workspace-toast.tsx";
import { SequenceHint } from "./features/shell/sequence-hint.tsx";
import { MainRegion, Shell } from "./features/shell/shell.tsx";
import { ShellShortcuts } from "./features/shell/shell-shortcuts.tsx";
import { ShortcutSheet } from "./features/shell/shortcut-sheet.tsx";
import { ConnectButton, SimulatorPill } from "./features/shell/simulator-pill.tsx";
import { useFocusScreen } from "./features/shell/use-focus-screen.ts";
import { TunnelPill } from "./features/tunnel/tunnel-pill.tsx";
import { createPageRegistry, ShortcutProvider } from "./keyboard/shortcuts.tsx";
import { useRoute } from "./router/router.ts";
import { readCspNonce } from "./theme/csp-nonce.ts";
import { resolveCssVariables, theme } from "./theme/theme.ts";
import { useActiveWorkspace } from "./workspace/active-workspace.tsx";
import { OwnRemovalsProvider } from "./workspace/own-removals.tsx";
import { WorkspaceGoalProvider } from "./workspace/workspace-goal.tsx";
import classes from "./app.module.css";

interface AppProps {
  /** null = this page has no key of a running Hookline. */
  readonly host: Host | null;
}

/** The whole interface. */
export function App({ host }: AppProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      defaultColorScheme="auto"
      getStyleNonce={readCspNonce}
    >
      <Toasts />
      <WindowBoundary>{host === null ? <ClosedDoor refusal="key" /> : <Hosted host={host} />}</WindowBoundary>
    </MantineProvider>
  );
}

function Toasts() {
  return (
    <Notifications
      className={classes.toasts ?? ""}
      position="bottom-right"
      containerWidth={320}
      limit={3}
      autoClose={4_000}
      transitionDuration={180}
    />
  );
}

function Hosted({ host }: { readonly host: Host }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => host.onRefused(setRefusal), [host]);
  if (refusal !== null) return <ClosedDoor refusal={refusal} />;
  return (
    <BridgeProvider bridge={host.bridge}>
      <TickerProvider>
        <Boot>
          <CopiedJwtProvider>
            <EventPlacesProvider>
              <TypedFormsProvider>
                <BeingAddedProvider>
                  <OwnRemovalsProvider>
                    <WorkspaceGoalProvider>
                      <Window />
                    </WorkspaceGoalProvider>
                  </OwnRemovalsProvider>
                </BeingAddedProvider>
              </TypedFormsProvider>
            </EventPlacesProvider>
          </CopiedJwtProvider>
        </Boot>
      </TickerProvider>
    </BridgeProvider>
  );
}

function Window() {
  const [registry] = useState(createPageRegistry);
  const [[paletteStore, palette]] = useState(createSpotlight);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [{ singleKeys }] = useSettings();
  const { page } = useRoute();
  const { id: workspace } = useActiveWorkspace();
  const openSheet = () => setSheetOpen(true);
  return (
    <ShortcutProvider registry={registry} singleKeys={singleKeys}>
      <PageEffects />
      <LeftOverToasts />
      <PendingKeyToasts />
      <RemovedWorkspaceToast />
      <LiveRegion />
      <ShellShortcuts onOpenPalette={palette.toggle} onOpenShortcuts={openSheet} />
      <SettingsCommands />
      <SimulatorCommands />
      <Shell
        chips={<Chips />}
        activity={<ServedFilesChip />}
        onOpenPalette={palette.open}
        onOpenShortcuts={openSheet}
      >
        <PartBoundary of={`${page} ${workspace}`}>
          <Screen />
        </PartBoundary>
      </Shell>
      <SequenceHint />
      <ShortcutSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
      <Palette store={paletteStore} />
    </ShortcutProvider>
  );
}

/** What the title bar answers without a click: is it real, is it reachable, is it linked, is there a JWT. */
function Chips() {
  const workspace = useActiveWorkspace();
  const { id, kind } = workspace;
  const events = useEventPresence(id);
  const everywhere = useEventPresence(null);
  // Neither set of chips stands there for a moment only.
  if (kind === "simulated" && (events === undefined || everywhere === undefined)) return null;
  const isUntouched = events?.any !== true && everywhere?.unassigned !== true;
  const isSimulated = isRunningSimulator(workspace);
  if (isSimulated && isUntouched) {
    return (
      <>
        <SimulatorPill note="no account, no network" />
        <ConnectButton />
      </>
    );
  }
  return (
    <>
      {isSimulated && <SimulatorPill />}
      <TunnelPill extra={<ServeFromTunnel />} />
      <LinkChip />
      <JwtChip />
    </>
  );
}

/** The checklist asks for secrets, which are another feature's. */
const drawSecretButton: DrawSecretButton = (action, variant) => (
  <SecretActionButton action={action} variant={variant} />
);

/** The composer takes the address of a local file, which is another feature's. */
const drawFileServing: DrawFileServing = (field) => <ServeIntoField {...field} />;

function Screen() {
  const { page } = useRoute();
  useFocusScreen(page);
  // A screen holds what belongs to one workspace: another one starts it anew.
  const { id } = useActiveWorkspace();
  switch (page) {
    case "events":
      return (
        <MainRegion key={id}>
          <EventsScreen drawFileServing={drawFileServing} />
        </MainRegion>
      );
    case "conversations":
      return (
        <MainRegion key={id}>
          <ConversationsPage
            renderEvent={(event, onClose) => <EventDetail id={event} onClose={onClose} />}
            drawFileServing={drawFileServing}
          />
        </MainRegion>
      );
    case "linking":
      return <LinkingPage key={id} drawSecretButton={drawSecretButton} />;
    case "simulator":
      return (
        <MainRegion>
          <SimulatorPage scenarios={<ScenarioBoard />} />
        </MainRegion>
      );
    case "keys":
      return (
        <MainRegion>
          <KeysPage />
        </MainRegion>
      );
    case "settings":
      return (
        <MainRegion>
          <SettingsPage />
        </MainRegion>
      );
  }
}
