// The addresses that hold unless something else is chosen. They are looked at here and asked nowhere.
import { expect, it } from "vitest";
import { accountHostOf, isVonageHost, kindOfHost, parseApiHost } from "../../../../main/network/api-host.ts";
import {
  API_HOSTS,
  DEFAULT_API_HOST,
  SANDBOX_HOST,
  SANDBOX_PACE_MS,
  SANDBOX_PAGE,
} from "../../../../preload/contract/workspace.ts";

it("has Vonage's real hosts as they are published", () => {
  expect(DEFAULT_API_HOST).toBe("https://api.nexmo.com");
  expect(API_HOSTS.map(({ host }) => host)).toEqual([
    "https://api.nexmo.com",
    "https://api-eu.nexmo.com",
    "https://api-us.nexmo.com",
    "https://api-ap.nexmo.com",
    "https://api-eu.vonage.com",
  ]);
  for (const { host } of API_HOSTS) {
    expect([parseApiHost(host), isVonageHost(host), kindOfHost(host)]).toEqual([host, true, "real"]);
  }
});

it("has the sandbox's host, Page and pace, and asks Vonage itself about the account", () => {
  expect([SANDBOX_HOST, SANDBOX_PAGE, SANDBOX_PACE_MS]).toEqual([
    "https://messages-sandbox.nexmo.com",
    "107083064136738",
    1_000,
  ]);
  expect([kindOfHost(SANDBOX_HOST), accountHostOf(SANDBOX_HOST)]).toEqual([
    "sandbox",
    "https://api.nexmo.com",
  ]);
  expect(accountHostOf("https://api-eu.nexmo.com")).toBe("https://api-eu.nexmo.com");
});
