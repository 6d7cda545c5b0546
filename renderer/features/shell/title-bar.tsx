// The top of the window: who, what is live, and the ways to everything else. On the desktop it moves the window.
import { ActionIcon, Tooltip, UnstyledButton, useComputedColorScheme } from "@mantine/core";
import { IconMoon, IconSearch, IconSettings, IconSun } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useAppState } from "../../components/use-app-state.ts";
import { useSettings } from "../../components/use-settings.ts";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { hrefOf, useRoute } from "../../router/router.ts";
import { HookLogo } from "./hook-logo.tsx";
import { WorkspaceMenu } from "./workspace-menu.tsx";
import classes from "./title-bar.module.css";

interface TitleBarProps {
  readonly chips: ReactNode;
  readonly onOpenPalette: () => void;
  readonly isNarrow: boolean;
  readonly isRail: boolean;
}

/** Logo, workspace, chips, palette, theme and settings. */
export function TitleBar({ chips, onOpenPalette, isNarrow, isRail }: TitleBarProps) {
  const app = useAppState();
  const { page } = useRoute();
  const [, changeSettings] = useSettings();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  const system = app?.host === "electron" ? app.platform : "browser";
  return (
    <header
      className={classes.bar}
      data-layout={isNarrow ? "narrow" : isRail ? "rail" : "wide"}
      data-system={system}
      data-region="Title bar"
    >
      <a className={classes.brand} href={hrefOf({ page: "events", id: null })} aria-label="Hookline, events">
        <HookLogo />
        <span className={classes.name}>Hookline</span>
      </a>
      <WorkspaceMenu />
      <div className={classes.chips}>{chips}</div>
      <div className={classes.tools}>
        <UnstyledButton className={classes.palette} onClick={onOpenPalette} aria-keyshortcuts="Control+K">
          <IconSearch size={14} stroke={1.75} aria-hidden="true" />
          <span className={classes.words}>
            Search or run<span className="visually-hidden"> a command</span>
          </span>
          <span className={classes.hint}>
            <KeyHint keys="mod+k" />
          </span>
        </UnstyledButton>
        {!isNarrow && (
          <Tooltip label={`Use the ${other} theme`}>
            <ActionIcon
              className={classes.theme ?? ""}
              size={28}
              aria-label={`Use the ${other} theme`}
              onClick={() => changeSettings({ theme: other })}
            >
              {scheme === "dark" ? <IconSun size={16} stroke={1.75} /> : <IconMoon size={16} stroke={1.75} />}
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label="Settings">
          <ActionIcon
            className={classes.settings ?? ""}
            size={isNarrow ? 40 : 28}
            component="a"
            href={hrefOf({ page: "settings", section: "appearance" })}
            aria-label="Settings"
            aria-current={page === "settings" ? "page" : undefined}
          >
            <IconSettings size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
