// Body, Headers, Response, Signature, Raw; and the thread where it has no pane of its own.
import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { BodyTab } from "./body-tab.tsx";
import { HeadersTable } from "./headers-table.tsx";
import { RawTab } from "./raw-tab.tsx";
import { ResponseTab } from "./response-tab.tsx";
import { SignatureTab } from "./signature-tab.tsx";
import { useFormattedBody } from "./use-formatted-body.ts";
import classes from "./detail-tabs.module.css";

/** The tab that was chosen, and the event it was chosen at. */
export interface ChosenTab {
  readonly tab: TabId;
  readonly at: EventId | null;
}

/** What is shown before anything was chosen. */
export const FIRST_TAB: ChosenTab = { tab: "body", at: null };

interface DetailTabsProps {
  readonly event: LoggedEvent;
  readonly chosen: ChosenTab;
  readonly onChoose: (chosen: ChosenTab) => void;
  readonly threadTab?: ReactNode;
}

type TabId = "body" | "headers" | "response" | "signature" | "raw" | "thread";

/** The chosen tab stays while events change; only a body that is no JSON opens its bytes instead. */
export function DetailTabs({ event, chosen, onChoose, threadTab }: DetailTabsProps) {
  const body = useFormattedBody(event);
  const headers = event.request?.headers ?? null;
  const headerCount = headers === null ? 0 : Object.keys(headers).length;
  const tabs: readonly { id: TabId; label: string; count?: number }[] = [
    { id: "body", label: "Body" },
    { id: "headers", label: "Headers", count: headerCount },
    { id: "response", label: "Response" },
    { id: "signature", label: "Signature" },
    { id: "raw", label: "Raw" },
    ...(threadTab === undefined ? [] : [{ id: "thread" as const, label: "Thread" }]),
  ];
  const isNoJson = body.state === "not-json" || (body.state === "cut" && body.isNoJson);
  const wanted = chosen.tab === "body" && isNoJson && chosen.at !== event.id ? "raw" : chosen.tab;
  const shown = tabs.some(({ id }) => id === wanted) ? wanted : "body";
  const choose = (tab: TabId): void => onChoose({ tab, at: event.id });
  useShortcuts(
    "Selected event",
    tabs.map(({ id, label }, index) => ({
      id: `tab-${id}`,
      keys: String(index + 1),
      label: `Show ${label.toLowerCase()}`,
      run: () => choose(id),
    })),
  );
  return (
    <Tabs
      value={shown}
      onChange={(value) => choose(tabs.find(({ id }) => id === value)?.id ?? "body")}
      keepMounted={false}
      classNames={{
        root: classes.tabs ?? "",
        list: classes.list ?? "",
        tab: classes.tab ?? "",
        panel: classes.panel ?? "",
      }}
    >
      <Tabs.List aria-label="Parts of the event">
        {tabs.map(({ id, label, count }) => (
          <Tabs.Tab key={id} value={id}>
            {label}
            {count !== undefined && count > 0 && <span className={classes.count}>{count}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="body">
        <BodyTab event={event} body={body} />
      </Tabs.Panel>
      <Tabs.Panel value="headers">
        {headers === null ? (
          <p className={classes.nothing}>This event has no request.</p>
        ) : (
          <HeadersTable headers={headers} label="Headers of the request" />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="response" tabIndex={0}>
        <ResponseTab event={event} />
      </Tabs.Panel>
      <Tabs.Panel value="signature" tabIndex={0}>
        <SignatureTab event={event} />
      </Tabs.Panel>
      <Tabs.Panel value="raw" tabIndex={0}>
        <RawTab event={event} />
      </Tabs.Panel>
      {threadTab !== undefined && (
        <Tabs.Panel value="thread" data-thread={shown === "thread" ? true : undefined}>
          {threadTab}
        </Tabs.Panel>
      )}
    </Tabs>
  );
}
