// Writes Pages as the External Accounts API answers them, access tokens in clear like the real one.
import type { SimulatedPage } from "./account-state.ts";

/** One Page of the account. */
export function externalAccountAnswer(
  { pageId, accessToken, name, applicationId }: SimulatedPage,
  apiKey: string,
): Readonly<Record<string, unknown>> {
  return {
    external_id: pageId,
    api_key: apiKey,
    provider: "messenger",
    access_token: accessToken,
    ...(name === null ? {} : { name }),
    applications: applicationId === null ? [] : [applicationId],
  };
}

/** What a page of the list is made from. */
interface ListedAccounts {
  readonly pages: readonly SimulatedPage[];
  readonly apiKey: string;
  /** Origin of the links, which this API writes in full. */
  readonly origin: string;
  /** As it was asked for; null = all providers. */
  readonly provider: string | null;
  /** 1-based. */
  readonly page: number;
  readonly pageSize: number;
}

/** One page of the list. `_embedded` is an array here, unlike in the Applications API. */
export function externalAccountList(listed: ListedAccounts): Readonly<Record<string, unknown>> {
  const { pages, apiKey, origin, provider, page, pageSize } = listed;
  const last = Math.max(1, Math.ceil(pages.length / pageSize));
  const href = (wanted: number): { readonly href: string } => {
    const query = new URLSearchParams({
      ...(provider === null ? {} : { provider }),
      page_number: String(wanted),
      page_size: String(pageSize),
    });
    return { href: `${origin}/beta/chatapp-accounts?${query}` };
  };
  return {
    page_number: page,
    page_size: pageSize,
    _embedded: pages
      .slice((page - 1) * pageSize, page * pageSize)
      .map((each) => externalAccountAnswer(each, apiKey)),
    _links: {
      self: href(page),
      first: href(1),
      last: href(last),
      ...(page > 1 ? { prev: href(page - 1) } : {}),
      ...(page < last ? { next: href(page + 1) } : {}),
    },
  };
}
