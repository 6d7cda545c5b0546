// Settings: everything here acts at once; there is nothing to save.
import { useEffect, useRef } from "react";
import { hrefOf, useRoute } from "../../router/router.ts";
import { AboutSection } from "./about-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { ClipboardSection } from "./clipboard-section.tsx";
import { LinkingSection } from "./linking-section.tsx";
import { ScreenReaderSection } from "./screen-reader-section.tsx";
import { SendingSection } from "./sending-section.tsx";
import { SETTINGS_SECTIONS } from "./sections.ts";
import { ShortcutsSection } from "./shortcuts-section.tsx";
import { WebhooksSection } from "./webhooks-section.tsx";
import classes from "./settings.module.css";

/** All sections on one page; the address scrolls to its own. */
export function SettingsPage() {
  const route = useRoute();
  const section = route.page === "settings" ? route.section : "appearance";
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const isFirst = section === SETTINGS_SECTIONS[0]?.id;
    if (isFirst) page.current?.scrollTo({ top: 0 });
    else page.current?.querySelector(`[data-section="${CSS.escape(section)}"]`)?.scrollIntoView();
  }, [section]);
  return (
    <div className={classes.page} ref={page} data-region="Settings">
      <nav className={classes.nav} aria-label="Settings">
        <ul>
          {SETTINGS_SECTIONS.map(({ id, label }) => (
            <li key={id}>
              <a
                href={hrefOf({ page: "settings", section: id })}
                aria-current={section === id ? "location" : undefined}
              >
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.sections}>
        <h1 className={classes.title}>Settings</h1>
        <AppearanceSection />
        <ShortcutsSection />
        <SendingSection />
        <ScreenReaderSection />
        <WebhooksSection />
        <ClipboardSection />
        <LinkingSection />
        <AboutSection />
      </div>
    </div>
  );
}
