// Part 1, Page to account, on each of the three pages that Vonage has had for it, and the way to do it again.
// Names of pages, fields and buttons are as the guides of 2018 to 2021 and the dashboard of 2026 give them.
import type { LinkingGeneration, StepAction } from "../../preload/contract/linking.ts";
import { escapeMarks } from "../../preload/contract/marked-text.ts";
import { copyApiKey, copyApiSecret, copyPageId, open, openWithJwt } from "./step-actions.ts";
import type { StepContext, StepTemplate } from "./step-template.ts";

const PAGES = {
  dashboard: "https://dashboard.nexmo.com/messages/social-channels/facebook-connect",
  "api-key-page": "https://messenger.nexmo.com/",
  "jwt-page": "https://static.nexmo.com/messenger/",
} as const satisfies Record<LinkingGeneration, string>;

const say = (text: string) => () => text;

const choosePage: StepTemplate = {
  id: "part1.page",
  title: ({ facts }) =>
    facts.pageName === null
      ? "Choose your Page from the list"
      : `Choose the Page **${escapeMarks(facts.pageName)}** from the list`,
  mistake:
    "Only Pages that your Facebook account manages are listed. Is yours missing, you are logged in as someone else.",
  actions: copyPageId,
};

const part1: Record<LinkingGeneration, readonly StepTemplate[]> = {
  dashboard: [
    {
      id: "part1.dashboard.open",
      title: say("Open **Link Facebook Page** in the Vonage dashboard"),
      mistake:
        "Today’s dashboard calls the page **External Accounts** and the button **Connect Facebook Pages**.",
      actions: () => [open("Open in browser", PAGES.dashboard)],
    },
    {
      id: "part1.dashboard.login",
      title: say("Log in to Facebook from there"),
      mistake: "The dialog asks which Pages Vonage may use: leave yours ticked, and every permission too.",
    },
    choosePage,
    {
      id: "part1.dashboard.api-key",
      title: ({ facts }) =>
        facts.apiKey === null ? "Choose your API key" : `Choose the API key \`${escapeMarks(facts.apiKey)}\``,
      mistake: "Sub-accounts have API keys of their own: take the one that the application belongs to.",
      actions: copyApiKey,
    },
    {
      id: "part1.dashboard.complete",
      title: say("Press **Complete setup**"),
      mistake: "Until it is pressed nothing is linked. The 90 days that the guides name begin now.",
    },
  ],
  "api-key-page": [
    {
      id: "part1.api-key-page.open",
      title: say("Open the Facebook Messenger page **messenger.nexmo.com** and log in to Facebook"),
      mistake: "Use the Facebook account that manages the Page, not a second one that the browser remembers.",
      actions: () => [open("Open in browser", PAGES["api-key-page"])],
    },
    choosePage,
    {
      id: "part1.api-key-page.credentials",
      title: say("Enter the **API key** and **API secret** of your account"),
      mistake: "They are those of the account in the dashboard’s settings, not the application’s ID and key.",
      actions: (context) => [...copyApiKey(context), ...copyApiSecret(context), ...copyPageId(context)],
    },
    {
      id: "part1.api-key-page.subscribe",
      title: say("Press **Subscribe** and wait for the confirmation"),
      mistake: "A Page that is still subscribed must be unsubscribed first. The 90 days begin now.",
    },
  ],
  "jwt-page": [
    {
      id: "part1.jwt-page.open",
      title: say("Open the Facebook Messenger page **static.nexmo.com/messenger** and log in to Facebook"),
      mistake: "Use the Facebook account that manages the Page, not a second one that the browser remembers.",
      actions: (context) => openWithJwt(context, PAGES["jwt-page"]),
    },
    choosePage,
    {
      id: "part1.jwt-page.jwt",
      title: say("Paste a fresh JWT"),
      mistake: "It lives 15 minutes. A JWT of any application of the account will do.",
      actions: () => [{ kind: "copy-jwt", label: "Copy JWT" }],
    },
    {
      id: "part1.jwt-page.subscribe",
      title: say("Press **Subscribe** and wait for the confirmation"),
      mistake: "A Page that is still subscribed must be unsubscribed first. The 90 days begin now.",
    },
  ],
};

/** The steps of Part 1 on the page of that generation. */
export function part1StepsOf(generation: LinkingGeneration): readonly StepTemplate[] {
  return part1[generation];
}

/** The step of Part 1 whose doing links the Page. */
export function linkingStepOf(generation: LinkingGeneration): string {
  return part1[generation].at(-1)?.id ?? "";
}

/** Linking again: what is done, and what that takes. */
interface Relink {
  readonly steps: readonly string[];
  readonly actions: (context: StepContext) => readonly StepAction[];
}

const RELINK: Record<LinkingGeneration, Relink> = {
  dashboard: {
    steps: [
      "Open **Link Facebook Page** in the dashboard again; today it is **Connect Facebook Pages** on **External Accounts**",
      "Log in to Facebook, choose the same Page and the same API key, press **Complete setup**",
      "Look into the application’s tab **Linked external accounts**: is the Page no longer linked there, repeat Part 2",
    ],
    actions: (context) => [open("Open in browser", PAGES.dashboard), ...copyApiKey(context)],
  },
  "api-key-page": {
    steps: [
      "Open https://messenger.nexmo.com/, choose the Page, enter the API key and API secret",
      "Press **Unsubscribe** and wait for the confirmation",
      "Press **Subscribe**",
    ],
    actions: (context) => [
      open("Open in browser", PAGES["api-key-page"]),
      ...copyApiKey(context),
      ...copyApiSecret(context),
    ],
  },
  "jwt-page": {
    steps: [
      "Open https://static.nexmo.com/messenger/, choose the Page, paste a fresh JWT",
      "Press **Unsubscribe** and wait for the confirmation",
      "Press **Subscribe**",
    ],
    actions: (context) => openWithJwt(context, PAGES["jwt-page"]),
  },
};

/** How to link again on the page of that generation. */
export function relinkStepsOf(generation: LinkingGeneration): readonly string[] {
  return RELINK[generation].steps;
}

/** What linking again takes: the page to open, and what it asks for. */
export function relinkActionsOf(generation: LinkingGeneration, context: StepContext): readonly StepAction[] {
  return RELINK[generation].actions(context);
}
