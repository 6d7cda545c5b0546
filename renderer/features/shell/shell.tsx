// The window: title bar, navigation, the page, status bar. What stands in it comes from app.tsx.
import type { ReactNode } from "react";
import { useMediaWidth } from "../../components/use-media-width.ts";
import { useSettings } from "../../components/use-settings.ts";
import { NoticeBanners } from "./notice-banners.tsx";
import { focusScreen } from "./regions.ts";
import { Sidebar } from "./sidebar.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TabBar } from "./tab-bar.tsx";
import { TitleBar } from "./title-bar.tsx";
import classes from "./shell.module.css";

interface ShellProps {
  /** What the title bar says of tunnel, link and JWT. */
  readonly chips: ReactNode;
  /** What goes on for the person and must be seen while it does; nothing most of the time. */
  readonly activity: ReactNode;
  readonly onOpenPalette: () => void;
  readonly onOpenShortcuts: () => void;
  readonly children: ReactNode;
}

/** Lays the regions out for the window's width. */
export function Shell({ chips, activity, onOpenPalette, onOpenShortcuts, children }: ShellProps) {
  const width = useMediaWidth();
  const [{ sidebarCollapsed }] = useSettings();
  const isNarrow = width === "narrow";
  const isRail = width !== "wide" || sidebarCollapsed;
  return (
    <div className={classes.shell} data-layout={isNarrow ? "narrow" : isRail ? "rail" : "wide"}>
      <a className={classes.skip} href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <TitleBar chips={chips} onOpenPalette={onOpenPalette} isNarrow={isNarrow} isRail={isRail} />
      {!isNarrow && <Sidebar isRail={isRail} />}
      <div className={classes.body}>
        <NoticeBanners />
        {isNarrow && activity}
        <div className={classes.content}>{children}</div>
      </div>
      {isNarrow ? (
        <TabBar onOpenPalette={onOpenPalette} onOpenShortcuts={onOpenShortcuts} />
      ) : (
        <StatusBar activity={activity} onOpenShortcuts={onOpenShortcuts} />
      )}
    </div>
  );
}

/** The landmark of a page that does not bring its own. */
export function MainRegion({ children }: { readonly children: ReactNode }) {
  return (
    <main id="main" className={classes.main}>
      {children}
    </main>
  );
}

/** The address is the route, so the link must not change it. */
function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  focusScreen();
}
