// Writes applications as the Applications API answers them.
import type { SimulatedApplication } from "./account-state.ts";

/** `incomplete` leaves out version and media authentication of Messages, as some of Vonage's answers do. */
export type Completeness = "complete" | "incomplete";

/** One application, without its place in a list. */
export function listedApplication(
  { id, publicKeyPem, members }: SimulatedApplication,
  completeness: Completeness,
): Readonly<Record<string, unknown>> {
  const { name, capabilities, ...rest } = members;
  const { messages } = capabilities;
  if (completeness === "complete" || messages === undefined) {
    return { id, name, keys: { public_key: publicKeyPem }, capabilities, ...rest };
  }
  const { version: _version, authenticate_inbound_media: _media, ...shown } = messages;
  return {
    id,
    name,
    keys: { public_key: publicKeyPem },
    capabilities: { ...capabilities, messages: shown },
    ...rest,
  };
}

/** One application by itself. `privateKeyPem` is given once, by the answer that made the pair. */
export function applicationAnswer(
  application: SimulatedApplication,
  completeness: Completeness,
  privateKeyPem: string | null = null,
): Readonly<Record<string, unknown>> {
  const answer = {
    ...listedApplication(application, completeness),
    _links: { self: { href: `/v2/applications/${application.id}` } },
  };
  if (privateKeyPem === null) return answer;
  return { ...answer, keys: { public_key: application.publicKeyPem, private_key: privateKeyPem } };
}

/** One page of the list, 1-based. A page behind the last is empty. */
export function applicationPage(
  all: readonly SimulatedApplication[],
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
  completeness: Completeness,
): Readonly<Record<string, unknown>> {
  const pages = Math.ceil(all.length / pageSize);
  const href = (wanted: number): { readonly href: string } => ({
    href: `/v2/applications?page_size=${pageSize}${wanted === 1 ? "" : `&page=${wanted}`}`,
  });
  return {
    page_size: pageSize,
    page,
    total_items: all.length,
    total_pages: pages,
    _embedded: {
      applications: all
        .slice((page - 1) * pageSize, page * pageSize)
        .map((application) => listedApplication(application, completeness)),
    },
    _links: {
      self: { href: `/v2/applications?page_size=${pageSize}&page=${page}` },
      first: href(1),
      last: { href: `/v2/applications?page_size=${pageSize}&page=${Math.max(pages, 1)}` },
      ...(page > 1 ? { prev: href(page - 1) } : {}),
      ...(page < pages ? { next: href(page + 1) } : {}),
    },
  };
}
