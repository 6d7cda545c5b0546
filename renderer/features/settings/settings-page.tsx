// Settings: everything here acts at once; there is nothing to save.
import { useEffect, useState } from "react";
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

/** All sections on one page; the address scrolls to its own, and the list marks the one that is at the top. */
export function SettingsPage() {
  const route = useRoute();
  const section = route.page === "settings" ? route.section : "appearance";
  const [atTop, setAtTop] = useState(section);
  useEffect(() => show(section), [section]);

  return (
    <div
      className={classes.page}
      data-region="Settings"
      onScroll={(event) => setAtTop(sectionAtTop(event.currentTarget))}
    >
      <nav className={classes.nav} aria-label="Settings">
        <ul>
          {SETTINGS_SECTIONS.map(({ id, label }) => (
            <li key={id}>
              <a
                href={hrefOf({ page: "settings", section: id })}
                aria-current={atTop === id ? "location" : undefined}
                // The address may name it already, while another one was scrolled to.
                onClick={() => show(id)}
              >
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.sections}>
        {/* Of the first section: whoever goes there sees the title too. */}
        <h1 className={classes.title} data-section={SETTINGS_SECTIONS[0]?.id}>
          Settings
        </h1>
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

function show(section: string): void {
  document.querySelector(`[data-section="${CSS.escape(section)}"]`)?.scrollIntoView();
}

/** Below the room that a section keeps above it when it is scrolled to. */
const TOP_PX = 60;

function sectionAtTop(page: HTMLElement): string {
  const top = page.getBoundingClientRect().top + TOP_PX;
  const passed = [...page.querySelectorAll<HTMLElement>("[data-section]")].filter(
    (section) => section.getBoundingClientRect().top <= top,
  );
  return passed.at(-1)?.dataset["section"] ?? "";
}
