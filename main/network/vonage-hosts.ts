// The addresses that are Vonage's own, each with where it is written; a secret goes to any other only after a question.
//
// Whole addresses, and no rule for a domain: below both names stand help pages and shops too, run by others, and any of them
// would pass for an API.
import { API_HOSTS, SANDBOX_HOST } from "../../preload/contract/workspace.ts";

/** One of Vonage's own addresses. */
export interface VonageHost {
  /** Its origin: always https, at the default port. */
  readonly host: string;
  readonly source: string;
}

const REGIONS = "README of Vonage's .NET client, `Url.Api.AMER` and `Url.Api.APAC`, read 2026-11";

/** All that are known. */
export const VONAGE_HOSTS: readonly VonageHost[] = [
  ...API_HOSTS,
  { host: SANDBOX_HOST, source: "`useSandboxEndpoint` of Vonage's Java client" },
  {
    host: "https://api.vonage.com",
    source: "`_links` of the Account API in the tests of Vonage's .NET client, read 2026-11",
  },
  { host: "https://api-us.vonage.com", source: REGIONS },
  { host: "https://api-ap.vonage.com", source: REGIONS },
];
