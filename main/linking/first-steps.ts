// The steps before Vonage comes into it: a Facebook account, a Page, and the Page's ID.
import type { StepTemplate } from "./step-template.ts";

const PAGES_OF_MINE = "https://www.facebook.com/pages/?category=your_pages";
const NEW_PAGE = "https://www.facebook.com/pages/create";

/** The two steps, the same on all three pages of Part 1. */
export const firstSteps: readonly StepTemplate[] = [
  {
    id: "before.facebook",
    title: () => "Have a Facebook account that manages a Page",
    mistake: "A profile cannot be linked, only a Page, and only by somebody who has full control of it.",
    actions: () => [
      { kind: "open", label: "Open your Pages", url: PAGES_OF_MINE },
      { kind: "open", label: "Create a Page", url: NEW_PAGE },
    ],
  },
  {
    id: "before.page",
    title: () => "Enter the **Page ID**, or let the first message tell it",
    mistake: "The Page’s name is not its ID: that is the long number in the Page’s **About** section.",
    actions: () => [{ kind: "go", label: "Enter the Page ID", route: "#/keys" }],
    waitsFor: "Waiting for a Page ID",
  },
];
