// The screen of conversations: people on the left, the thread of the chosen one beside them.
import { IconMessages, IconUser } from "@tabler/icons-react";
import { useCallback, useState, type ReactNode } from "react";
import type { Person } from "../../../preload/contract/conversation.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { useCall } from "../../bridge/use-call.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { HostAway } from "../../components/host-away.tsx";
import { QuietLink } from "../../components/quiet-link.tsx";
import { useMediaWidth } from "../../components/use-media-width.ts";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { navigate, useRoute, type Route } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import type { DrawFileServing } from "./composer/file-serving.tsx";
import { BackToPeople } from "./back-to-people.tsx";
import { ConversationPane } from "./conversation-pane.tsx";
import { NoConversation } from "./no-conversation.tsx";
import { PeopleList, type PersonAt } from "./people-list.tsx";
import { SimulatedPerson } from "./simulated-person.tsx";
import { usePlacesOf, type PersonWanted } from "./use-places-of.ts";
import classes from "./conversations-page.module.css";

const PEOPLE_LIMIT = 500;

interface ConversationsPageProps {
  /** Shows the event of the selected bubble on the right, where there is room. */
  readonly renderEvent?: (id: EventId, onClose: () => void) => ReactNode;
  readonly drawFileServing: DrawFileServing;
}

/** People and their threads. On a narrow screen they are two pages, with Back. */
export function ConversationsPage({ renderEvent, drawFileServing }: ConversationsPageProps) {
  const route = useRoute();
  const workspace = useActiveWorkspace();
  const width = useMediaWidth();
  const isConnected = useIsConnected();
  // Kept fresh by TopicSync, with the pause that a burst needs.
  const people = useCall("conversations.people", { workspace: workspace.id, limit: PEOPLE_LIMIT });
  const [selected, setSelected] = useState<EventId | null>(null);
  // A thread may take the place of the list for a while.
  const [active, setActive] = useState<PersonAt | null>(null);

  const [first, setFirst] = useState<Person | null>(null);
  // Whoever is shown unasked stays, also when somebody else writes and comes first: the person may be writing to them.
  if (first === null && people.data?.[0] !== undefined) setFirst(people.data[0]);

  const wanted = wantedPerson(route);
  const listed = people.data === undefined || wanted === null ? null : findPerson(people.data, wanted);
  // The list has an end, and other workspaces have theirs.
  const isSought = people.data !== undefined && wanted !== null && wanted.pageId === null && listed === null;
  const { places: sought } = usePlacesOf(isSought ? wanted : null);
  const own = sought?.find((place) => place.workspace === workspace.id) ?? null;
  const chosen = wanted === null ? (width === "narrow" ? null : first) : (listed ?? own ?? withPage(wanted));
  const missing = chosen === null ? wanted : null;
  const isNarrow = width === "narrow";

  // The wish goes with its thread: the next one must not take the focus for it.
  const [focusRequest, setFocusRequest] = useState(0);
  const isThreadDrawn = chosen !== null && people.data !== undefined && people.error === null;
  if (!isThreadDrawn && focusRequest > 0) setFocusRequest(0);
  useShortcuts(
    "Conversations",
    !isThreadDrawn
      ? []
      : [{ id: "reply", keys: "r", label: "Reply", run: () => setFocusRequest((count) => count + 1) }],
  );

  function open({ psid, pageId }: PersonAt): void {
    setSelected(null);
    navigate({ page: "conversations", psid, pageId }, { replace: !isNarrow });
  }

  const goBack = isNarrow ? () => navigate({ page: "conversations", psid: null, pageId: null }) : undefined;

  const hasRoomForEvent = renderEvent !== undefined && (width === "wide" || width === "rail");
  const select = useCallback(
    (id: EventId) => {
      // Pressed again, a bubble gives the room back to the thread.
      if (hasRoomForEvent) setSelected((former) => (former === id ? null : id));
      else navigate({ page: "events", id });
    },
    [hasRoomForEvent],
  );
  const hasEvent = selected !== null && hasRoomForEvent;

  if (people.error !== null) {
    return (
      <div className={classes.error}>
        <ErrorNotice error={people.error.value} />
      </div>
    );
  }
  if (people.data === undefined) {
    return (
      <div className={classes.page} aria-busy={isConnected}>
        {!isConnected && <HostAway />}
      </div>
    );
  }
  if (people.data.length === 0 && chosen === null && missing === null) {
    return (
      <div className={classes.page} data-empty="true" data-region="Conversation" data-ring="above">
        <h1 className="visually-hidden">Conversations</h1>
        {workspace.kind === "simulated" ? (
          <SimulatedPerson />
        ) : (
          <EmptyState icon={IconMessages} title="Nobody has written yet">
            A person appears here with the first message to the Page.
          </EmptyState>
        )}
      </div>
    );
  }
  return (
    <div className={classes.page} data-event={hasEvent} tabIndex={-1}>
      <h1 className="visually-hidden">Conversations</h1>
      {(!isNarrow || (chosen === null && missing === null)) && (
        <nav className={classes.people} aria-label="People" data-region="People">
          <QuietLink workspace={workspace} />
          {people.data.length === 0 ? (
            <p className={classes.nobody}>Nobody has written yet</p>
          ) : (
            <PeopleList
              people={people.data}
              chosen={chosen}
              opensByArrows={!isNarrow}
              active={active}
              onActive={setActive}
              onOpen={open}
            />
          )}
        </nav>
      )}
      {chosen !== null && (
        <div className={classes.thread} data-region="Conversation" data-ring="above">
          <ConversationPane
            psid={chosen.psid}
            pageId={chosen.pageId}
            selectedEventId={selected}
            onSelectEvent={select}
            drawFileServing={drawFileServing}
            focusRequest={focusRequest}
            onBack={goBack}
          />
        </div>
      )}
      {missing !== null && (
        <div className={classes.missing} data-region="Conversation" data-ring="above">
          {goBack !== undefined && (
            <div className={classes.back}>
              <BackToPeople onBack={goBack} />
            </div>
          )}
          <NoConversation {...missing} />
        </div>
      )}
      {chosen === null && missing === null && !isNarrow && (
        <EmptyState icon={IconUser} title="Choose a person">
          Their messages show here.
        </EmptyState>
      )}
      {hasEvent && <div className={classes.event}>{renderEvent(selected, () => setSelected(null))}</div>}
    </div>
  );
}

/** The person of the address. */
function wantedPerson(route: Route): PersonWanted | null {
  if (route.page !== "conversations" || route.psid === null) return null;
  return { psid: route.psid, pageId: route.pageId };
}

function findPerson(people: readonly Person[], { psid, pageId }: PersonWanted): Person | null {
  return people.find((each) => each.psid === psid && (pageId === null || each.pageId === pageId)) ?? null;
}

/** With a Page, there is somebody to write to, also where nothing was written yet. */
function withPage({ psid, pageId }: PersonWanted): Pick<Person, "psid" | "pageId"> | null {
  return pageId === null ? null : { psid, pageId };
}
