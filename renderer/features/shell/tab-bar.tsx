// Navigation at the bottom of a narrow window.
import { Menu, UnstyledButton } from "@mantine/core";
import {
  IconActivity,
  IconAlertTriangle,
  IconBan,
  IconDeviceMobile,
  IconKey,
  IconKeyboard,
  IconLink,
  IconMenu2,
  IconMessages,
  IconSearch,
  IconSettings,
  type Icon,
} from "@tabler/icons-react";
import { useState } from "react";
import { useAppState } from "../../components/use-app-state.ts";
import { hrefOf, navigate, SIMULATOR, useRoute, type Route } from "../../router/router.ts";
import { turnedAwayLines, turnedAwayWords } from "./turned-away-lines.ts";
import { TurnedAwaySheet } from "./turned-away.tsx";
import { usePlaceAlerts, type PlaceAlert } from "./use-place-counts.ts";
import classes from "./tab-bar.module.css";

interface TabBarProps {
  readonly onOpenPalette: () => void;
  readonly onOpenShortcuts: () => void;
}

interface Tab {
  readonly label: string;
  readonly icon: Icon;
  readonly route: Route;
}

const TABS: readonly Tab[] = [
  { label: "Events", icon: IconActivity, route: { page: "events", id: null } },
  { label: "Chats", icon: IconMessages, route: { page: "conversations", psid: null, pageId: null } },
  { label: "Linking", icon: IconLink, route: { page: "linking" } },
];

/** Events, Chats, Linking, and the rest under More. */
export function TabBar({ onOpenPalette, onOpenShortcuts }: TabBarProps) {
  const { page } = useRoute();
  const isMore = page === "simulator" || page === "keys" || page === "settings";
  const alerts = usePlaceAlerts();
  const app = useAppState();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const turnedAway = app === undefined ? [] : turnedAwayLines(app.listener);
  const turnedAwayCount = turnedAwayWords(turnedAway);
  return (
    <nav className={classes.bar} aria-label="Main" data-region="Navigation">
      {TABS.map(({ label, icon: IconOf, route }) => (
        <a
          key={label}
          className={classes.tab}
          href={hrefOf(route)}
          aria-current={route.page === page ? "page" : undefined}
        >
          <IconOf size={20} stroke={1.75} aria-hidden="true" />
          {label}
          <AlertMark alert={alerts[route.page]} />
        </a>
      ))}
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <UnstyledButton className={classes.tab} aria-current={isMore ? "page" : undefined}>
            <IconMenu2 size={20} stroke={1.75} aria-hidden="true" />
            More
            <AlertMark alert={alerts.simulator} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconDeviceMobile size={16} stroke={1.75} />}
            rightSection={
              alerts.simulator === undefined ? null : (
                <span className={classes.alert}>{alerts.simulator.words}</span>
              )
            }
            onClick={() => navigate(SIMULATOR)}
          >
            Simulator
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKey size={16} stroke={1.75} />}
            onClick={() => navigate({ page: "keys" })}
          >
            Keys and JWT
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSettings size={16} stroke={1.75} />}
            onClick={() => navigate({ page: "settings", section: "appearance" })}
          >
            Settings
          </Menu.Item>
          <Menu.Item leftSection={<IconSearch size={16} stroke={1.75} />} onClick={onOpenPalette}>
            Search or run a command
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.75} />} onClick={onOpenShortcuts}>
            Shortcuts
          </Menu.Item>
          {turnedAwayCount !== null && (
            <Menu.Item leftSection={<IconBan size={16} stroke={1.75} />} onClick={() => setSheetOpen(true)}>
              {turnedAwayCount}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <TurnedAwaySheet lines={turnedAway} isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
    </nav>
  );
}

/** The triangle beside an icon, and for a screen reader its words. */
function AlertMark({ alert }: { readonly alert: PlaceAlert | undefined }) {
  if (alert === undefined) return null;
  return (
    <span className={classes.mark} data-tone={alert.tone}>
      <IconAlertTriangle size={13} stroke={2} aria-hidden="true" />
      <span className="visually-hidden">{alert.words}</span>
    </span>
  );
}
