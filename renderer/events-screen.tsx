// The main screen: the live events, and beside them the conversation of the selected one.
import { useViewportSize } from "@mantine/hooks";
import { IconMessages } from "@tabler/icons-react";
import { useCallback, useRef, useState, type ReactNode } from "react";
import type { EventRow } from "../preload/contract/event.ts";
import type { EventId } from "../preload/contract/ids.ts";
import type { Workspace } from "../preload/contract/workspace.ts";
import { useIsConnected } from "./bridge/bridge.tsx";
import { EmptyState } from "./components/empty-state.tsx";
import { HostAway } from "./components/host-away.tsx";
import { HideSide, SidePane } from "./components/side-pane.tsx";
import { useMediaWidth } from "./components/use-media-width.ts";
import { useSettings } from "./components/use-settings.ts";
import classes from "./events-screen.module.css";
import type { DrawFileServing } from "./features/conversation/composer/file-serving.tsx";
import { ConversationPane } from "./features/conversation/conversation-pane.tsx";
import { SimulatedPerson } from "./features/conversation/simulated-person.tsx";
import { FirstRunHero } from "./features/first-run/first-run-hero.tsx";
import { FirstRunStrip } from "./features/first-run/first-run-strip.tsx";
import { useFirstRun, type FirstRunSteps } from "./features/first-run/use-first-run.ts";
import { LiveEvents } from "./features/live-events/live-events.tsx";
import type { Shortcut } from "./keyboard/registry.ts";
import { useShortcuts } from "./keyboard/shortcuts.tsx";
import { hrefOf, navigate } from "./router/router.ts";
import { useActiveWorkspace, useWorkspaces, WorkspaceScope } from "./workspace/active-workspace.tsx";
import { SwitchToIt } from "./workspace/switch-to-it.tsx";

const FIRST_REPLY = "Hi! Thanks for your message.";
const CONVERSATION = { min: 320, max: 520, initial: 368, rail: 340 } as const;
const DETAIL_MIN = 400;

interface EventsScreenProps {
  readonly drawFileServing: DrawFileServing;
}

/** Composes list, detail and conversation; the first run takes its place until the first event. */
export function EventsScreen({ drawFileServing }: EventsScreenProps) {
  const firstRun = useFirstRun();
  const width = useMediaWidth();
  const [settings, changeSettings] = useSettings();
  const [shown, setShown] = useState<EventRow | null>(null);
  const [isListOpen, setListOpen] = useState(true);
  const [focusRequest, setFocusRequest] = useState(0);
  const wasShown = useRef(false);
  const show = useCallback((row: EventRow | null) => {
    setShown(row);
    // The thread goes with its event; the next one must not take the focus for an old request. Where there was none yet, the
    // request is for the first one, whether the list or the event itself comes first.
    if (row === null && wasShown.current) setFocusRequest(0);
    wasShown.current = row !== null;
  }, []);
  const hasRoom = width === "wide" || width === "rail";
  const listToggle: Shortcut = {
    id: "toggle-list",
    keys: "[",
    label: isListOpen ? "Close the event list" : "Open the event list",
    run: () => setListOpen(!isListOpen),
  };
  const conversationToggle: Shortcut = {
    id: "toggle-conversation",
    keys: "]",
    label: settings.conversationOpen ? "Close the conversation" : "Open the conversation",
    run: () => changeSettings({ conversationOpen: !settings.conversationOpen }),
  };
  // A pane that a window has no room for is neither open nor closed there.
  useShortcuts("Events", [
    ...(width === "narrow" ? [] : [listToggle]),
    ...(hasRoom ? [conversationToggle] : []),
  ]);
  // The first message is opened as it comes: then the composer has the focus and words in it.
  const isFirstAwaited = "isFirstAwaited" in firstRun && firstRun.isFirstAwaited;
  if (isFirstAwaited && focusRequest === 0) setFocusRequest(1);
  if (firstRun.phase === "unknown") return null;
  if (firstRun.phase === "hero") return <FirstRun steps={firstRun.steps} />;

  const conversation = (
    <Conversation
      row={shown}
      focusRequest={focusRequest}
      drawFileServing={drawFileServing}
      initialDraft={firstRun.phase === "strip" ? FIRST_REPLY : undefined}
      onClose={hasRoom ? () => changeSettings({ conversationOpen: false }) : undefined}
    />
  );
  return (
    <div className={classes.screen}>
      <h1 className="visually-hidden">Events</h1>
      {firstRun.phase === "strip" && (
        <FirstRunStrip steps={firstRun.steps} layout="bar" onFinish={firstRun.finish} />
      )}
      <div className={classes.panes}>
        <div className={classes.events}>
          <HideSide side={isListOpen || width === "narrow" ? null : "start"}>
            <LiveEvents
              threadTab={hasRoom ? undefined : conversation}
              // Where the composer is in a tab, the first reply needs that tab open.
              beginsWithThread={focusRequest > 0}
              onSelect={show}
              onInspect={firstRun.phase === "strip" ? firstRun.inspect : undefined}
              onReply={(row) => {
                setShown(row);
                setFocusRequest((count) => count + 1);
                if (hasRoom) changeSettings({ conversationOpen: true });
              }}
            />
          </HideSide>
        </div>
        {hasRoom && settings.conversationOpen && <Beside>{conversation}</Beside>}
      </div>
    </div>
  );
}

/** The pane at the right; it never takes what the detail needs. */
function Beside({ children }: { readonly children: ReactNode }) {
  const [settings, changeSettings] = useSettings();
  const isRail = useMediaWidth() === "rail";
  const { width: viewport } = useViewportSize();
  const sidebar = isRail || settings.sidebarCollapsed ? 52 : 200;
  const room = viewport === 0 ? CONVERSATION.max : viewport - sidebar - settings.listWidth - DETAIL_MIN;
  const widest = isRail ? CONVERSATION.rail : CONVERSATION.max;
  return (
    <SidePane
      label="Conversation width"
      side="end"
      width={settings.conversationWidth}
      min={CONVERSATION.min}
      max={Math.max(CONVERSATION.min, Math.min(widest, room))}
      initial={CONVERSATION.initial}
      onResized={(conversationWidth) => changeSettings({ conversationWidth })}
    >
      <aside
        className={classes.conversation}
        data-region="Conversation"
        data-ring="above"
        aria-label="Person"
      >
        {children}
      </aside>
    </SidePane>
  );
}

interface ConversationProps {
  readonly row: EventRow | null;
  readonly focusRequest: number;
  readonly drawFileServing: DrawFileServing;
  readonly initialDraft: string | undefined;
  readonly onClose: (() => void) | undefined;
}

/**
 * The thread of the person of an event, in the workspace of that event. Without an event it is quiet: the detail says that none is
 * selected.
 */
function Conversation({ row, ...pane }: ConversationProps) {
  const { workspaces } = useWorkspaces();
  const active = useActiveWorkspace();
  const isConnected = useIsConnected();
  if (row === null) return isConnected ? null : <HostAway />;
  if (row.psid === null || row.pageId === null) {
    return (
      <EmptyState icon={IconMessages} title="No person">
        This event names no person, so there is no conversation to show.
      </EmptyState>
    );
  }
  const workspace = workspaces.find(({ id }) => id === row.workspace);
  if (workspace === undefined) {
    return (
      <EmptyState icon={IconMessages} title="No workspace">
        No workspace has the application or the Page of this event, so nothing can answer it.{" "}
        <a href={hrefOf({ page: "keys" })}>Open Keys and JWT</a>
      </EmptyState>
    );
  }
  return (
    <WorkspaceScope id={workspace.id}>
      {workspace.id !== active.id && <OtherWorkspace workspace={workspace} />}
      <ConversationPane
        psid={row.psid}
        pageId={row.pageId}
        selectedEventId={row.id}
        onSelectEvent={showEvent}
        {...pane}
      />
    </WorkspaceScope>
  );
}

/** Whose conversation it is, where that is not the workspace the title bar names. */
function OtherWorkspace({ workspace: { id, name } }: { readonly workspace: Workspace }) {
  return (
    <div className={classes.elsewhere}>
      <p>This conversation belongs to {name}; a reply goes out from there.</p>
      <SwitchToIt id={id} />
    </div>
  );
}

function showEvent(id: EventId): void {
  navigate({ page: "events", id }, { replace: true });
}

function FirstRun({ steps }: { readonly steps: FirstRunSteps }) {
  const aside = useRef<HTMLElement>(null);
  return (
    <div className={classes.first}>
      <FirstRunHero steps={steps} onWrite={() => aside.current?.querySelector("textarea")?.focus()} />
      <aside className={classes.person} ref={aside} aria-label="Simulator" data-region="Simulator">
        <SimulatedPerson />
      </aside>
    </div>
  );
}
