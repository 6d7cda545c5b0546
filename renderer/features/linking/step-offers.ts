// Which steps of the checklist Hookline can do by itself, and by which panel.

/** The three panels. */
export type PanelName = "application" | "urls" | "pages";

/** A button of a step that leads to a panel and begins there. */
export interface StepOffer {
  readonly label: string;
  readonly panel: PanelName;
  /** What the panel begins with at once. */
  readonly begin: "create" | "choose" | "set-urls" | null;
}

const OFFERS: Readonly<Record<string, StepOffer>> = {
  "before.key": {
    label: "Create an application",
    panel: "application",
    begin: "create",
  },
  "before.urls": { label: "Set by Hookline", panel: "urls", begin: "set-urls" },
  "part2.application": {
    label: "Choose in Hookline",
    panel: "application",
    begin: "choose",
  },
  "part2.link": { label: "Link by API", panel: "pages", begin: null },
};

const ADD_PAGE: StepOffer = {
  label: "Add the Page by API",
  panel: "pages",
  begin: null,
};

/** The offer of a step; null where there is none. Part 1 is offered where its page would be opened. */
export function stepOffer(step: string): StepOffer | null {
  if (step.startsWith("part1.") && step.endsWith(".open")) return ADD_PAGE;
  return Object.hasOwn(OFFERS, step) ? (OFFERS[step] ?? null) : null;
}
