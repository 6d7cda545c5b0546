// What stands between a person's input and what is kept: a foreign host is asked about, and key and secret are tried.
//
// Threat model: the trial sends a secret, so it goes to no host that was not agreed to, and a stored secret goes to
// none but Vonage's own or the one it already goes to. This computer is no exception: any program of any user may listen
// here, also where a simulator or a proxy listened before.
import { AppError } from "../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import {
  DEFAULT_API_HOST,
  isLoopbackHost,
  type Workspace,
  type WorkspaceInput,
  type WorkspaceToSave,
} from "../../preload/contract/workspace.ts";
import type { AccountAccess } from "../network/vonage-call.ts";
import { accountHostOf, isVonageHost, needsNoQuestion } from "../network/api-host.ts";
import { planHost } from "./plan-host.ts";
import type { Workspaces } from "./workspaces-shape.ts";

/** Saves workspaces as persons ask for it. Whatever is refused has stored nothing. */
export interface SaveWorkspace {
  /** @throws AppError `WORKSPACE_HOST_FOREIGN`, `VONAGE_…`, `NETWORK_…`, and those of `Workspaces.add` */
  add(wanted: WorkspaceToSave): Promise<Workspace>;
  /** Likewise; what is left out stays. */
  change(id: WorkspaceId, wanted: WorkspaceToSave): Promise<Workspace>;
}

interface SaveWorkspaceParts {
  readonly workspaces: Pick<Workspaces, "list" | "get" | "add" | "change" | "credentialsOf">;
  /** The account's API, as far as it tells whether it takes key and secret. */
  readonly api: { check(account: AccountAccess): Promise<unknown> };
  /** Where the simulator of this Hookline runs; null while it does not. */
  readonly simulatorUrl: () => string | null;
}

/** What a new workspace is changed from. */
const BLANK = { apiHost: DEFAULT_API_HOST, kind: "real" } as const;

/** Makes the {@link SaveWorkspace}. It costs one request when key or secret are new, else none. */
export function createSaveWorkspace({ workspaces, api, simulatorUrl }: SaveWorkspaceParts): SaveWorkspace {
  function assertAgreed(
    input: WorkspaceInput,
    agreedHost: string | undefined,
    before: Workspace | null,
  ): void {
    const { apiHost } = planHost(before ?? BLANK, input);
    if (needsNoQuestion(apiHost, simulatorUrl()) || agreedHost === apiHost) return;
    const stored = workspaces.list().workspaces.filter(({ kind }) => kind !== "simulated");
    const apiKey = input.apiKey === undefined ? (before?.apiKey ?? null) : input.apiKey;
    const holdsSecret = stored.some((other) => other.apiKey === apiKey && other.hasApiSecret);
    // Asked about once, not with every workspace; but what is stored of another account was not agreed to. A host on this
    // computer is known by the account alone: it may have been taken unasked, for the simulator that ran there then.
    const isOfAnyAccount = !holdsSecret && !isLoopbackHost(apiHost);
    const isKnown = stored.some((other) => {
      if (other.apiHost !== apiHost) return false;
      if (isOfAnyAccount) return true;
      return apiKey === null ? other.id === before?.id : other.apiKey === apiKey;
    });
    if (isKnown) return;
    throw new AppError("WORKSPACE_HOST_FOREIGN", { host: new URL(apiHost).host, apiHost });
  }

  /** The credentials that would be kept and were not before; null when there is nothing to try. */
  async function toTry(input: WorkspaceInput, before: Workspace | null): Promise<AccountAccess | null> {
    const apiKey = input.apiKey === undefined ? (before?.apiKey ?? null) : input.apiKey;
    const isSameKey = apiKey === (before?.apiKey ?? null);
    if (apiKey === null || (isSameKey && typeof input.apiSecret !== "string")) return null;
    const { apiHost } = planHost(before ?? BLANK, input);
    if (typeof input.apiSecret === "string") {
      return { apiHost: accountHostOf(apiHost), apiKey, apiSecret: input.apiSecret.trim() };
    }
    // The key alone was corrected: the secret that it is kept with is the stored one.
    if (before === null || input.apiSecret === null) return null;
    if (apiHost !== before.apiHost && !isVonageHost(apiHost)) return null;
    if (workspaces.list().workspaces.some((other) => other.apiKey === apiKey)) return null;
    const stored = before.hasApiSecret ? await workspaces.credentialsOf(before.id) : null;
    return stored === null ? null : { ...stored, apiHost: accountHostOf(apiHost), apiKey };
  }

  async function assertTaken(
    input: WorkspaceInput,
    unchecked: true | undefined,
    before: Workspace | null,
  ): Promise<void> {
    if (unchecked === true || before?.kind === "simulated") return;
    const access = await toTry(input, before);
    if (access !== null) await api.check(access);
  }

  return {
    add: async ({ agreedHost, unchecked, ...input }) => {
      assertAgreed(input, agreedHost, null);
      await assertTaken(input, unchecked, null);
      return workspaces.add(input);
    },
    change: async (id, { agreedHost, unchecked, ...input }) => {
      const before = workspaces.get(id);
      assertAgreed(input, agreedHost, before);
      await assertTaken(input, unchecked, before);
      return workspaces.change(id, input);
    },
  };
}
