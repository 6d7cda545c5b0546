// The funnel: one kind, one status, and whether other workspaces are looked at too.
import { ActionIcon, Indicator, Menu } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { EVENT_KINDS, MESSAGE_STATUSES } from "../../../preload/contract/event.ts";
import { eventAppearance, statusAppearance } from "../../theme/status-colors.ts";
import { valueOf, withValue } from "./query-text.ts";

interface FilterMenuProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly isEverywhere: boolean;
  readonly onEverywhere: (isEverywhere: boolean) => void;
}

const ANY = "any";

/** What the chips cannot say, as a menu. It edits the same query. */
export function FilterMenu({ query, onQuery, isEverywhere, onEverywhere }: FilterMenuProps) {
  const kind = valueOf(query, "kind");
  const status = valueOf(query, "status");
  const pick = (field: "kind" | "status") => (value: string) =>
    onQuery(withValue(query, field, value === ANY ? null : value));
  return (
    <Menu position="bottom-end" closeOnItemClick={false} withinPortal>
      <Menu.Target>
        <ActionIcon aria-label="Filter by kind, status or workspace" size={24}>
          <Indicator disabled={kind === null && status === null && !isEverywhere} size={6} offset={1}>
            <IconFilter size={16} stroke={1.75} aria-hidden="true" />
          </Indicator>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Kind</Menu.Label>
        <Menu.RadioGroup value={kind ?? ANY} onChange={pick("kind")}>
          <Menu.RadioItem value={ANY}>Any kind</Menu.RadioItem>
          {EVENT_KINDS.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {value === "status" ? "Status" : eventAppearance(value, null).word}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>Status</Menu.Label>
        <Menu.RadioGroup value={status ?? ANY} onChange={pick("status")}>
          <Menu.RadioItem value={ANY}>Any status</Menu.RadioItem>
          {MESSAGE_STATUSES.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {statusAppearance(value).word}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem checked={isEverywhere} onChange={onEverywhere}>
          All workspaces
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}
