// What the person has to know now, above everything else; nothing most of the time.
import { ActionIcon } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconAlertTriangle, IconPlugConnectedX, IconX } from "@tabler/icons-react";
import { isKeptInVault } from "../../../preload/contract/workspace.ts";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { useRoute } from "../../router/router.ts";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import { noticesOf } from "./notices.ts";
import classes from "./notice-banners.module.css";

const MOST_KEPT = 20;

/** The banners: a lost connection, a store that fails, a moved port, how keys are kept. */
export function NoticeBanners() {
  const app = useAppState();
  const isConnected = useIsConnected();
  const isAtKeys = useRoute().page === "keys";
  const hasOwnKeys = useWorkspaces().workspaces.some(isKeptInVault);
  const [dismissed, setDismissed] = useLocalStorage<readonly string[]>({
    key: "hookline.dismissedNotices",
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const notices = noticesOf({
    app,
    // That screen says itself how keys are kept.
    hasOwnKeys: hasOwnKeys && !isAtKeys,
    isConnected,
  }).filter(({ text }) => !dismissed.includes(text));
  if (notices.length === 0) return null;
  return (
    <section className={classes.banners} aria-label="Notices">
      {notices.map(({ id, tone, text, canDismiss }) => (
        <div key={id} className={classes.banner} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
          {id === "connection" ? (
            <IconPlugConnectedX size={16} stroke={1.75} aria-hidden="true" />
          ) : (
            <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          )}
          <p>{text}</p>
          {canDismiss && (
            <ActionIcon
              size={24}
              aria-label="Dismiss this notice"
              onClick={() => setDismissed((old) => [...old.slice(-MOST_KEPT), text])}
            >
              <IconX size={14} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
    </section>
  );
}
