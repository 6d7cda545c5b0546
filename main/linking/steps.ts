// The steps of linking as data: the same four groups for each of the three pages that Vonage has had for Part 1.
// Names of pages, fields and buttons are as the guides of 2018 to 2021 and the dashboard of 2026 give them.
import type { LinkingGeneration, LinkingGroup } from "../../preload/contract/linking.ts";
import { escapeMarks } from "../../preload/contract/marked-text.ts";
import { replaceSteering } from "../../preload/contract/steering-characters.ts";
import { isSameApplication } from "../application-ids.ts";
import { spellDay } from "./calendar.ts";
import { firstSteps } from "./first-steps.ts";
import { part1StepsOf } from "./part1-steps.ts";
import { sandboxSteps } from "./sandbox-steps.ts";
import { copy, open } from "./step-actions.ts";
import type { StepContext, StepTemplate } from "./step-template.ts";
import { copyAddresses, openTunnelStep } from "./tunnel-steps.ts";

/** A group before its steps are looked at. */
export interface GroupTemplate {
  readonly id: LinkingGroup["id"];
  readonly title: string;
  readonly lede: string;
  readonly steps: readonly StepTemplate[];
}

const APPLICATIONS_PAGE = "https://dashboard.nexmo.com/applications";

const say = (text: string) => () => text;

const beforeYouStart: readonly StepTemplate[] = [
  ...firstSteps,
  {
    id: "before.key",
    title: say("Store the private key of your application"),
    mistake: "A key belongs to one application: with another application’s key Vonage refuses every JWT.",
    actions: () => [{ kind: "go", label: "Open Keys and JWT", route: "#/keys" }],
    waitsFor: "Waiting for a key",
  },
  {
    id: "before.jwt",
    title: say("Mint a JWT"),
    mistake: "A JWT is dated by this computer’s clock: when the clock is off, Vonage refuses it.",
    actions: () => [{ kind: "copy-jwt", label: "Copy JWT" }],
    waitsFor: "Waiting for the first JWT",
  },
  openTunnelStep,
  {
    id: "before.urls",
    title: say("Set the **Inbound URL** and **Status URL** of the application, both with method `POST`"),
    mistake: "The two are easily swapped, and older applications have the method `GET`.",
    notes: () => [
      "The URLs in the account’s API settings are others: a message sent with key and secret, without an application, reports there.",
      "Is the account in production already? Use a sub-account’s API key for trying: changed account settings concern all that runs on the key.",
    ],
    actions: (context) => [...copyAddresses(context), open("Open applications", APPLICATIONS_PAGE)],
  },
];

const part2: readonly StepTemplate[] = [
  {
    id: "part2.open",
    title: say("Open your applications in the dashboard"),
    mistake:
      "Look at the account in the top corner: it must be the one whose API key the Page was linked with.",
    actions: () => [open("Open in browser", APPLICATIONS_PAGE)],
  },
  {
    id: "part2.application",
    title: ({ facts }) =>
      facts.applicationId === null
        ? "Choose your application"
        : `Choose the application \`${escapeMarks(facts.applicationId)}\``,
    mistake:
      "Not in the list? Filter by the capability `messages`; without that capability it cannot be linked.",
    actions: ({ facts }) => copy("Copy application ID", facts.applicationId),
  },
  {
    id: "part2.tab",
    title: say(
      "Select the tab **Linked external accounts**, elsewhere called **External Accounts**, **Linked social channels** or **Link social channels**",
    ),
    mistake: "Is the list there empty, Part 1 was done with another API key.",
  },
  {
    id: "part2.link",
    title: ({ facts }) =>
      `Press **Link** beside ${facts.pageName === null ? "your Page" : `**${escapeMarks(facts.pageName)}**`}, where the provider is **Facebook Messenger**`,
    mistake: "A Page has one application at a time: unlink it from the other one first.",
    notes: linkedElsewhere,
  },
];

const proof: readonly StepTemplate[] = [
  {
    id: "proof.inbound",
    title: say("Write to the Page from Facebook Messenger and see the message arrive"),
    mistake: "Nothing comes? Compare the Inbound URL with the tunnel’s address, and look for its method.",
    notes: writtenElsewhere,
    actions: () => [{ kind: "go", label: "Open Events", route: "#/events" }],
    waitsFor: "Waiting for an inbound webhook",
  },
  {
    id: "proof.delivered",
    title: say("Answer it and see your reply delivered"),
    mistake:
      "No status at all? Then the Status URL is wrong, or the message was sent without the application’s JWT.",
    actions: () => [{ kind: "go", label: "Open Events", route: "#/events" }],
    waitsFor: "Waiting for a status webhook",
  },
  {
    id: "proof.reminder",
    title: ({ remindFrom }) =>
      remindFrom === null
        ? "Put a re-link reminder in your calendar, before the 90 days end"
        : `Put a re-link reminder for ${spellDay(remindFrom)} in your calendar`,
    mistake: "Nobody tells you when the link expires: messages are rejected with code 1370, and none arrive.",
  },
];

/** The Page may be linked to another application; its ID may be mistyped, or be that of another Page of this one. */
function writtenElsewhere({
  facts: { pageId, otherPage, isOtherHeard, isSimulated },
}: StepContext): readonly string[] {
  // Its Page and application are what they are.
  if (isSimulated) return [];
  if (isOtherHeard)
    return [
      "What comes from the Page names another application: see its event under **Signature**. Link the Page to this one, which is Part 2.",
    ];
  if (pageId === null || otherPage === null) return [];
  // Anybody may have written it.
  const [here, there] = [pageId, otherPage].map((id) => escapeMarks(replaceSteering(id)));
  return [
    `A message came to the Page \`${there}\`, none to \`${here}\`. Is \`${there}\` the Page that is meant? Then enter its ID under **Keys and JWT**.`,
  ];
}

/** What the account said of the Page, where that is another thing than the step wants. */
function linkedElsewhere({ facts: { page, applicationId } }: StepContext): readonly string[] {
  if (page === null) return [];
  if (!page.isOnAccount) return ["The account has no such Page, as it said last: Part 1 comes first."];
  if (page.applicationId === null)
    return ["The account has the Page, linked to no application, as it said last."];
  return applicationId !== null && isSameApplication(page.applicationId, applicationId)
    ? []
    : [
        `The Page is linked to the application \`${escapeMarks(page.applicationId)}\`, as the account said last.`,
      ];
}

/** Where the checklist is about: a Page of one's own, or one of those that come with their link. */
export type LinkingPlace = "own-page" | "sandbox" | "simulator";

/** What has to be there before, in the steps that count. */
const BEFORE_LEDES: Readonly<Record<LinkingPlace, string>> = {
  "own-page": "Page known, key stored, JWT minted, tunnel open, webhook URLs set to POST",
  sandbox: "Key and secret stored, passphrase sent, tunnel open, webhook URLs set",
  simulator: "Key stored, JWT minted",
};

/** The four groups of one generation. The sandbox has steps of its own before, and shows which others it does without. */
export function groupsOf(
  generation: LinkingGeneration,
  place: LinkingPlace = "own-page",
): readonly GroupTemplate[] {
  return [
    {
      id: "before",
      title: "Before you start",
      lede: BEFORE_LEDES[place],
      steps: place === "sandbox" ? sandboxSteps : beforeYouStart,
    },
    { id: "part1", title: "Part 1", lede: "Page to Vonage account", steps: part1StepsOf(generation) },
    {
      id: "part2",
      title: "Part 2",
      lede: "Page to application. A second application on a linked Page starts here",
      steps: part2,
    },
    { id: "proof", title: "Proof", lede: "Ticks itself when it happens, all but the reminder", steps: proof },
  ];
}

/** Steps that Part 1 need not wait for: what an application needs may come later, but for the JWT that one page asks for. */
export function deferrableSteps(generation: LinkingGeneration): readonly string[] {
  const ofApplication = ["before.facebook", "before.page", "before.tunnel", "before.urls"];
  return generation === "jwt-page" ? ofApplication : ["before.key", "before.jwt", ...ofApplication];
}
