// What the person chose to play against, and the seed: kept for the tab, so that a change of screen loses nothing.
import { z } from "zod";
import type { ScenarioTarget } from "../../../preload/contract/scenario-run.ts";
import { ScenarioSeed } from "../../../preload/contract/scenario.ts";

const Stored = z.object({
  /** `hookline` = its own listener, where nobody has to reply. */
  where: z.enum(["hookline", "app"]),
  inbound: z.string(),
  /** Empty = no statuses are sent. */
  status: z.string(),
  /** Empty = the scenario's own, else a new one each time. */
  seed: z.string(),
  /** What was chosen in the list; null = nothing yet. */
  chosen: z.string().nullable(),
});

/** The fields, each as it was typed. */
export type PlayForm = Readonly<z.output<typeof Stored>>;

/** As it is found: the addresses are those of the documentation's examples. */
export const INITIAL_FORM: PlayForm = {
  where: "hookline",
  inbound: "http://127.0.0.1:3000/webhooks/inbound",
  status: "http://127.0.0.1:3000/webhooks/status",
  seed: "",
  chosen: null,
};

/** Reads what was kept; the initial form when it is none. */
export function readStoredForm(stored: string | null): PlayForm {
  if (stored === null) return INITIAL_FORM;
  try {
    return Stored.safeParse(JSON.parse(stored)).data ?? INITIAL_FORM;
  } catch {
    // Kept by another version, or by somebody else: nothing that can be shown.
    return INITIAL_FORM;
  }
}

/** What is wrong with the fields, each in a sentence that says what to do; null = nothing. */
export interface FormProblems {
  readonly inbound: string | null;
  readonly seed: string | null;
}

/** Looks at what only the form can judge; whether an address may be called is the host's to say. */
export function formProblems({ inbound, seed }: PlayForm): FormProblems {
  return {
    inbound:
      inbound.trim() === ""
        ? "Give the address at which your app takes inbound webhooks, like http://127.0.0.1:3000/webhooks/inbound."
        : null,
    seed:
      readSeed(seed) === undefined ? "Give a whole number, or leave it empty for a new one each time." : null,
  };
}

/** The addresses of the developer's app. */
export function appTarget({ inbound, status }: PlayForm): ScenarioTarget {
  return status.trim() === ""
    ? { inbound: inbound.trim() }
    : { inbound: inbound.trim(), status: status.trim() };
}

/** The seed as it was typed: null = none, undefined = that is no seed. */
export function readSeed(text: string): number | null | undefined {
  const digits = text.trim();
  if (digits === "") return null;
  return /^\d+$/.test(digits) ? ScenarioSeed.safeParse(Number(digits)).data : undefined;
}

/** Small enough to be typed again. */
const LARGEST_SEED = 1_000_000_000;

/** A seed of the person's own, when a scenario brings one of its own that is not wanted. */
export function drawSeed(random: Pick<Crypto, "getRandomValues"> = crypto): number {
  const [drawn = 0] = random.getRandomValues(new Uint32Array(1));
  return drawn % LARGEST_SEED;
}
