// A first scenario to copy: short, and with a bit of everything.

/** Can be played as it is. */
export const EXAMPLE_SCENARIO = {
  format: 1,
  name: "opening-hours",
  title: "Opening hours",
  about: "Ana asks when the shop is open, and the webhook comes twice.",
  people: { ana: {} },
  steps: [
    { step: "say", person: "ana", text: "When are you open?", fault: "duplicate" },
    { step: "expect-answer", status: "2xx", withinMs: 1_000 },
    { step: "expect-reply", person: "ana", textContains: "9" },
    { step: "expect-reply-count", person: "ana", count: 1 },
    { step: "expect-only-to", people: ["ana"] },
  ],
} as const;
