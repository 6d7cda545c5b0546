// The addresses that hold unless something else is chosen. They are looked at here and asked nowhere.
import { expect, it } from "vitest";
import { accountHostOf, isVonageHost, kindOfHost, parseApiHost } from "../../../../main/network/api-host.ts";
import { VONAGE_HOSTS } from "../../../../main/network/vonage-hosts.ts";
import {
  API_HOSTS,
  DEFAULT_API_HOST,
  isForProduction,
  isLoopbackHost,
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

it.each([
  "https://api.nexmo.com",
  "https://api-eu.nexmo.com",
  "https://api-us.nexmo.com",
  "https://api-ap.nexmo.com",
  "https://messages-sandbox.nexmo.com",
  "https://api.vonage.com",
  "https://api-eu.vonage.com",
  "https://api-us.vonage.com",
  "https://api-ap.vonage.com",
  "https://API.nexmo.com:443",
])("takes %s for Vonage's own", (address) => {
  expect(isVonageHost(parseApiHost(address))).toBe(true);
});

it.each([
  ["another port", "https://api.nexmo.com:8443"],
  ["the sandbox at another port", "https://messages-sandbox.nexmo.com:8443"],
  ["a site of Vonage's that is no API", "https://developer.vonage.com"],
  ["the dashboard", "https://dashboard.nexmo.com"],
  ["the domain itself", "https://vonage.com"],
  ["a name below an API's", "https://x.api.nexmo.com"],
  ["a name above the knowledge base's", "https://api.support.vonage.com"],
  ["a region that is published nowhere", "https://api-xy.nexmo.com"],
  ["a name that only begins like one", "https://api-eu.nexmo.com.example"],
  ["a name that only ends like one", "https://myapi.nexmo.com"],
  ["the full form of the name, which may be resolved otherwise", "https://api.nexmo.com."],
  ["a name with another letter that looks the same", "https://api.nехmo.com"],
  ["this computer", "http://127.0.0.1:4818"],
])("does not take %s for Vonage's own", (_what, address) => {
  const host = parseApiHost(address);

  expect([isVonageHost(host), kindOfHost(host)]).toEqual([false, "real"]);
});

it("says of each of Vonage's hosts where it is written", () => {
  expect(VONAGE_HOSTS.filter(({ source }) => source.trim() === "")).toEqual([]);
  expect(new Set(VONAGE_HOSTS.map(({ host }) => host)).size).toBe(VONAGE_HOSTS.length);
});

it.each([
  "http://127.0.0.1:4818",
  "http://127.0.0.1",
  "http://127.1.2.3:80",
  "http://127.1:3000",
  "http://localhost:3000",
  "https://LOCALHOST",
  "http://[::1]:3000",
  "https://[::1]",
])("takes %s for this computer, where no real person is written to", (address) => {
  const apiHost = parseApiHost(address);

  expect([isLoopbackHost(apiHost), isForProduction({ kind: "real", apiHost })]).toEqual([true, false]);
});

it.each([
  ...API_HOSTS.map(({ host }) => host),
  "https://localhost.example",
  "https://127.0.0.1.example",
  "https://my-localhost",
  "https://app.localhost",
  "https://192.168.1.7",
  "https://[::2]",
])("takes %s for a host of production, whose Page writes to real people", (address) => {
  const apiHost = parseApiHost(address);

  expect([isLoopbackHost(apiHost), isForProduction({ kind: "real", apiHost })]).toEqual([false, true]);
});

it("takes neither the sandbox nor the simulator for production", () => {
  expect([
    isForProduction({ kind: "sandbox", apiHost: SANDBOX_HOST }),
    isForProduction({ kind: "simulated", apiHost: DEFAULT_API_HOST }),
  ]).toEqual([false, false]);
});
