// The webhook URLs of applications as they were last read, whoever asked and what for; gone with the process.
import { AppError } from "../../preload/contract/errors.ts";
import { ApplicationId } from "../../preload/contract/ids.ts";
import type { WebhookPair } from "../../preload/contract/webhook-urls.ts";
import { plainApplicationId } from "../application-ids.ts";
import type { Clock } from "../ports.ts";
import type { ApplicationsApi, RawApplication } from "./applications-api.ts";
import { isSamePair, pairIn } from "./webhook-plan.ts";

/** The URLs of one application, and since when they are known to be these. */
export interface SeenUrls {
  readonly urls: WebhookPair;
  /** Epoch ms. */
  readonly since: number;
  /** `created` = it came into being here, with them. */
  readonly by: "created" | "read";
}

/** What was seen so far. */
export interface UrlsMemory {
  /** null = it was not read in this run, or is gone from its account. */
  of(applicationId: string): SeenUrls | null;
  /** The same client, which remembers what every answer shows of the URLs. */
  watch(api: ApplicationsApi): ApplicationsApi;
}

interface UrlsMemoryPorts {
  readonly clock: Pick<Clock, "now">;
  /** The URLs of this application are others than before, or known for the first time. */
  readonly onChange: (applicationId: ApplicationId) => void;
}

/** More than the accounts of one person have; a host that lists without end does not fill the memory. */
const MOST_APPLICATIONS = 1_000;

/** Has seen nothing yet. */
export function createUrlsMemory({ clock, onChange }: UrlsMemoryPorts): UrlsMemory {
  const seen = new Map<string, SeenUrls>();

  function note(raw: RawApplication, by: SeenUrls["by"]): RawApplication {
    const id = ApplicationId.parse(raw["id"]);
    const name = plainApplicationId(id);
    const urls = pairIn(raw);
    const before = seen.get(name);
    if (before !== undefined && isSamePair(before.urls, urls)) return raw;
    seen.delete(name);
    seen.set(name, { urls, since: clock.now(), by });
    const [oldest] = seen.keys();
    if (seen.size > MOST_APPLICATIONS && oldest !== undefined) seen.delete(oldest);
    onChange(id);
    return raw;
  }

  function forget(id: string): void {
    if (seen.delete(plainApplicationId(id))) onChange(ApplicationId.parse(id));
  }

  /** An application that is gone points nowhere. */
  async function orGone<T>(id: string, asking: Promise<T>): Promise<T> {
    try {
      return await asking;
    } catch (error) {
      if (error instanceof AppError && error.code === "APPLICATION_NOT_FOUND") forget(id);
      throw error;
    }
  }

  return {
    of: (id) => seen.get(plainApplicationId(id)) ?? null,
    watch: (api) => ({
      check: api.check,
      list: async (account, page) => {
        const found = await api.list(account, page);
        for (const raw of found.applications) note(raw, "read");
        return found;
      },
      get: async (account, id) => note(await orGone(id, api.get(account, id)), "read"),
      create: async (account, body) => note(await api.create(account, body), "created"),
      put: async (account, id, body) => note(await orGone(id, api.put(account, id, body)), "read"),
      remove: async (account, id) => {
        await orGone(id, api.remove(account, id));
        forget(id);
      },
    }),
  };
}
