// Gathers what the palette can offer for what was typed.
import { useState } from "react";
import { EventId } from "../../../preload/contract/ids.ts";
import { withoutMarks } from "../../../preload/contract/marked-text.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import { newAsker } from "../../bridge/asker.ts";
import { useCall } from "../../bridge/use-call.ts";
import { dayOf, formatDatedTime, shortenId } from "../../components/format.ts";
import { lastWords } from "../../components/type-choice.tsx";
import { useByMinute } from "../../components/use-now.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { screenFirst } from "../../keyboard/screen-first.ts";
import { useShortcutList } from "../../keyboard/shortcuts.tsx";
import { navigate, useRoute } from "../../router/router.ts";
import { eventAppearance } from "../../theme/status-colors.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { matchItems, type PaletteItem, type PaletteQuery } from "./palette-items.ts";

const EVENT_LIMIT = 8;
const PEOPLE_LIMIT = 100;
const SHOWN_PEOPLE = 8;
/** They move the focus, which the palette has: of use only to whoever looks for their keys. */
const ONLY_WHEN_SOUGHT: ReadonlySet<string> = new Set([
  "Everywhere leave-field",
  "Everywhere next-region",
  "Everywhere previous-region",
]);

/** Items for a query. Commands answer to `now`; events are asked of the host for `settled`, when typing rests. */
export function usePaletteItems(now: PaletteQuery, settled: PaletteQuery): readonly PaletteItem[] {
  const commands = useCommands();
  const steps = useLinkingSteps();
  const people = usePeople();
  const events = useEvents(settled);
  switch (now.kind) {
    case "commands":
      return matchItems(commands, now.text);
    case "people":
      return matchItems(people, now.text).slice(0, SHOWN_PEOPLE * 2);
    case "events":
      return events;
    case "all":
      if (now.text === "") return commands.filter(({ id }) => !ONLY_WHEN_SOUGHT.has(id));
      return [
        ...matchItems(commands, now.text),
        ...matchItems(people, now.text).slice(0, SHOWN_PEOPLE),
        ...matchItems(steps, now.text),
        ...events,
      ];
  }
}

function useCommands(): readonly PaletteItem[] {
  const { page } = useRoute();
  const labels = new Set<string>();
  return screenFirst(useShortcutList(), page)
    .filter(({ hidden, id, label }) => {
      if (hidden === true || id === "palette") return false;
      // Two keys may do the same; here once is enough.
      const isNew = !labels.has(label);
      labels.add(label);
      return isNew;
    })
    .map(({ id, scope, label, keys, ownKeys, run }) => ({
      id: `${scope} ${id}`,
      group: scope,
      label,
      keys: ownKeys ?? keys,
      run,
    }));
}

function useLinkingSteps(): readonly PaletteItem[] {
  const { id } = useActiveWorkspace();
  const linking = useCall("linking.state", { workspace: id }).data;
  return (linking?.groups ?? []).flatMap((group) =>
    group.steps.map((step) => ({
      id: `step ${step.id}`,
      group: "Linking steps",
      label: withoutMarks(step.title),
      note: step.evidence === null ? "not done" : "done",
      run: () => navigate({ page: "linking" }),
    })),
  );
}

function usePeople(): readonly PaletteItem[] {
  const { id } = useActiveWorkspace();
  const people = useCall("conversations.people", { workspace: id, limit: PEOPLE_LIMIT }).data;
  return (people ?? []).map(({ psid, pageId, ...last }) => ({
    id: `person ${pageId} ${psid}`,
    group: "People",
    label: `PSID ${shortenId(psid)}`,
    keywords: psid,
    note: lastWords(last),
    run: () => navigate({ page: "conversations", psid, pageId }),
  }));
}

/** Events by id, and by text. Words are quoted, so that nothing typed here is read as a search term. */
function useEvents({ kind, text }: PaletteQuery): readonly PaletteItem[] {
  const { id: workspace } = useActiveWorkspace();
  const [{ timeFormat }] = useSettings();
  const today = useByMinute((now) => dayOf(now, timeFormat));
  const isWanted = kind === "events" || (kind === "all" && text.length >= 2);
  const id = kind === "events" ? EventId.safeParse(Number(text)).data : undefined;
  // Each letter is a search of its own; only that of the last one is looked for to its end.
  const [asker] = useState(newAsker);
  const found = useCall(
    "events.page",
    { workspace, query: quote(text), upToId: null, offset: 0, limit: EVENT_LIMIT, asker },
    { enabled: isWanted, keepPrevious: true },
  ).data;
  const kept = useCall("events.get", { id: id ?? EventId.parse(1) }, { enabled: id !== undefined }).data;
  if (!isWanted) return [];
  // Where no id was typed nothing is asked, yet what was once answered for that one would still be handed back.
  const one = id === undefined ? undefined : kept;
  const rows = (found?.rows ?? []).filter((row) => row.id !== one?.id);
  return [...(one === undefined ? [] : [one]), ...rows].map((row) =>
    eventItem(row, (at) => formatDatedTime(at, today, timeFormat)),
  );
}

function eventItem(
  row: Pick<EventRow, "id" | "kind" | "status" | "text" | "receivedAt" | "messageType">,
  writeTime: (at: number) => string,
): PaletteItem {
  const { word } = eventAppearance(row.kind, row.status);
  const type = row.messageType === null || row.kind === "status" ? "" : ` ${row.messageType}`;
  return {
    id: `event ${row.id}`,
    group: "Events found",
    label: `#${row.id} ${word}${type}`,
    note: `${writeTime(row.receivedAt)} ${row.text ?? ""}`,
    run: () => navigate({ page: "events", id: row.id }),
  };
}

function quote(text: string): string {
  return text === "" ? "" : `"${text.replaceAll('"', " ").slice(0, 200)}"`;
}
