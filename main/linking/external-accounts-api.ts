// The HTTP client of the External Accounts API, and the only caller of its endpoints: Page <-> account <-> application.
//
// Threat model: the API returns each Page's access token in clear. Answers are read here, member by member, and the token
// is not among them, so it goes no further; one that is sent is repeated by no error, and by no name in an answer.
import { AppError } from "../../preload/contract/errors.ts";
import { diagnoseUndocumented } from "../network/diagnose-failure.ts";
import type { HideSecrets } from "../network/hide-secrets.ts";
import { shownName } from "../network/shown-name.ts";
import type { ExternalAccount } from "../../preload/contract/external-accounts.ts";
import { ApplicationId, PageId } from "../../preload/contract/ids.ts";
import {
  pathSegment,
  type CallVonage,
  type VonageAccess,
  type VonageAnswer,
  type VonageRequest,
} from "../network/vonage-call.ts";

/** A Page to link to the account. */
export interface PageToLink {
  readonly pageId: PageId;
  readonly name: string | null;
  readonly accessToken: string;
}

/**
 * The client. Each call throws AppError `VONAGE_…` or `NETWORK_…` with the cause besides what it names itself, and those
 * about one Page `PAGE_OF_ANOTHER_ACCOUNT`.
 */
export interface ExternalAccountsApi {
  /** The Facebook Pages of the account, all of them. */
  list(access: VonageAccess): Promise<readonly ExternalAccount[]>;
  /** @throws AppError `PAGE_NOT_FOUND` */
  get(access: VonageAccess, pageId: PageId): Promise<ExternalAccount>;
  create(access: VonageAccess, page: PageToLink): Promise<ExternalAccount>;
  /** @throws AppError `PAGE_NOT_FOUND` */
  renew(access: VonageAccess, pageId: PageId, accessToken: string): Promise<ExternalAccount>;
  /** @throws AppError `PAGE_NOT_FOUND` */
  remove(access: VonageAccess, pageId: PageId): Promise<void>;
  /** @throws AppError `PAGE_NOT_FOUND`, `PAGE_LINK_REFUSED`, `PAGE_LINKED_ELSEWHERE` */
  link(access: VonageAccess, pageId: PageId, applicationId: ApplicationId): Promise<void>;
  /** @throws AppError `PAGE_NOT_FOUND`, `PAGE_LINK_REFUSED`, `PAGE_NOT_LINKED` */
  unlink(access: VonageAccess, pageId: PageId, applicationId: ApplicationId): Promise<void>;
}

const PATH = "/beta/chatapp-accounts";
const PROVIDER = "messenger";
const PAGE_SIZE = 100;
/** So that a list which never ends does not keep Hookline busy: thousands of Pages. */
const MOST_PAGES_OF_LIST = 50;
/** A list of fewer Pages was certainly read to its end. */
export const WHOLE_LIST_BELOW = MOST_PAGES_OF_LIST;
const MOST_ACCOUNTS = MOST_PAGES_OF_LIST * PAGE_SIZE;

/** Makes the client. */
export function createExternalAccountsApi({ call }: { readonly call: CallVonage }): ExternalAccountsApi {
  return {
    async list(access) {
      const found = new Map<PageId, ExternalAccount>();
      for (let page = 1; page <= MOST_PAGES_OF_LIST; page += 1) {
        const path = `${PATH}?provider=${PROVIDER}&page_number=${page}&page_size=${PAGE_SIZE}`;
        const answer = await call({ access, method: "GET", path });
        const { json, hide } = answer;
        const entries = json["_embedded"];
        if (!Array.isArray(entries)) throw notDocumented(access, answer);
        const before = found.size;
        for (const entry of entries.slice(0, MOST_ACCOUNTS - before)) {
          const account = toAccount(entry, hide);
          // A Page comes twice when another one was added meanwhile, or when the list begins again.
          if (account !== null && !found.has(account.pageId)) found.set(account.pageId, account);
        }
        // The API may give fewer at once than it was asked for, and says so.
        const size = json["page_size"];
        const isLast = entries.length < (typeof size === "number" ? size : PAGE_SIZE) || entries.length === 0;
        if (isLast || found.size >= MOST_ACCOUNTS) break;
      }
      return [...found.values()];
    },
    async get(access, pageId) {
      const answer = await call({ access, method: "GET", path: pathOf(pageId), explain: ofPage(pageId) });
      return accountIn(answer, access);
    },
    async create(access, { pageId, name, accessToken }) {
      const answer = await call({
        access,
        method: "POST",
        path: `${PATH}/${PROVIDER}`,
        json: { external_id: pageId, access_token: accessToken, ...(name === null ? {} : { name }) },
        secrets: [accessToken],
        explain: ofPage(pageId),
      });
      return accountIn(answer, access);
    },
    async renew(access, pageId, accessToken) {
      const answer = await call({
        access,
        method: "PATCH",
        path: pathOf(pageId),
        json: { access_token: accessToken },
        secrets: [accessToken],
        explain: ofPage(pageId),
      });
      return accountIn(answer, access);
    },
    async remove(access, pageId) {
      await call({ access, method: "DELETE", path: pathOf(pageId), explain: ofPage(pageId) });
    },
    async link(access, pageId, applicationId) {
      await call({
        access,
        method: "POST",
        path: `${pathOf(pageId)}/applications`,
        json: { application: applicationId },
        explain: notLinked(pageId, applicationId, "PAGE_LINKED_ELSEWHERE"),
      });
    },
    async unlink(access, pageId, applicationId) {
      await call({
        access,
        method: "DELETE",
        path: `${pathOf(pageId)}/applications/${pathSegment(applicationId)}`,
        explain: notLinked(pageId, applicationId, "PAGE_NOT_LINKED"),
      });
    },
  };
}

function pathOf(pageId: PageId): string {
  return `${PATH}/${PROVIDER}/${pathSegment(pageId)}`;
}

type Explain = NonNullable<VonageRequest["explain"]>;

function ofPage(pageId: PageId): Explain {
  return ({ status }) => {
    if (status === 404) return { code: "PAGE_NOT_FOUND", details: { pageId } };
    return status === 403 ? { code: "PAGE_OF_ANOTHER_ACCOUNT", details: { pageId } } : null;
  };
}

function notLinked(
  pageId: PageId,
  applicationId: ApplicationId,
  conflict: "PAGE_LINKED_ELSEWHERE" | "PAGE_NOT_LINKED",
): Explain {
  return (refusal) => {
    const { status, problem } = refusal;
    // The two kinds of 403 differ by their type: a Page of somebody else has none.
    if (status === 403 && problem?.code === "Forbidden") {
      return { code: "PAGE_LINK_REFUSED", details: { pageId, applicationId } };
    }
    if (status === 409) return { code: conflict, details: { pageId, applicationId: "another application" } };
    return ofPage(pageId)(refusal);
  };
}

function accountIn(answer: VonageAnswer, access: VonageAccess): ExternalAccount {
  const account = toAccount(answer.json, answer.hide);
  if (account === null) throw notDocumented(access, answer);
  return account;
}

/** What of an account is kept; null for another provider's, or no account at all. */
function toAccount(entry: unknown, hideSent: HideSecrets): ExternalAccount | null {
  if (typeof entry !== "object" || entry === null) return null;
  const { external_id, provider, name, api_key, applications, access_token }: Wire = entry;
  const hide = (text: string): string => hideIn(hideSent(text), access_token);
  const pageId = PageId.safeParse(external_id);
  if (!pageId.success || (provider !== undefined && provider !== PROVIDER)) return null;
  const first: unknown = Array.isArray(applications) ? applications[0] : null;
  return {
    pageId: pageId.data,
    name: typeof name === "string" && name !== "" ? shownName(hide(name)) : null,
    apiKey: typeof api_key === "string" ? shownName(hide(api_key)) : null,
    applicationId: ApplicationId.safeParse(first).data ?? null,
  };
}

/** A list tells the token of each Page; it is no more to be shown where a name repeats it than where it stands. */
function hideIn(text: string, token: unknown): string {
  return typeof token === "string" && token.length >= SHORTEST_TOKEN ? text.replaceAll(token, "***") : text;
}

/** A shorter one is none, and may be a word of the name. */
const SHORTEST_TOKEN = 8;

/** The members that are read; `access_token` only to be hidden. */
interface Wire {
  readonly access_token?: unknown;
  readonly external_id?: unknown;
  readonly provider?: unknown;
  readonly name?: unknown;
  readonly api_key?: unknown;
  readonly applications?: unknown;
}

function notDocumented({ apiHost }: VonageAccess, answer: VonageAnswer): AppError {
  const { code, details } = diagnoseUndocumented(apiHost, answer);
  return new AppError(code, details);
}
