import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApplicationLinks } from "../../../../main/linking/application-links.ts";
import {
  createExternalAccountsApi,
  type ExternalAccountsApi,
} from "../../../../main/linking/external-accounts-api.ts";
import { basicOf, createVonageCall } from "../../../../main/network/vonage-call.ts";
import { ApplicationId, PageId } from "../../../../preload/contract/ids.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";
import { plainNetwork } from "../../../fakes/network.ts";
import { startScriptedServer } from "../../../fakes/scripted-server.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../../fakes/webhook-receiver.ts";

const TOKEN = "EAAtokenOfThePage0123456789";
const application = ApplicationId.parse("aaaaaaaa-bbbb-cccc-dddd-0123456789ab");
const page = PageId.parse("107083064136738");
const credentials = { apiKey: "a1b2c3d4", apiSecret: "api-secret-0123" };

let host: WebhookReceiver;
let api: ExternalAccountsApi;

beforeEach(async () => {
  host = await startWebhookReceiver();
  api = createExternalAccountsApi({
    call: createVonageCall({ clock: createFrozenClock(), network: plainNetwork }),
  });
});
afterEach(() => host.stop());

function answer(status: number, body: unknown): { readonly apiHost: string } & typeof credentials {
  host.answerWith({ status, body: JSON.stringify(body) });
  return { ...credentials, apiHost: host.url };
}

describe("a host that repeats what it was sent in a name", () => {
  const repeated = `Acme ${TOKEN} of ${basicOf(credentials)}`;

  it.each<
    readonly [string, (access: ReturnType<typeof answer>) => Promise<{ readonly name: string | null }>]
  >([
    ["create", (access) => api.create(access, { pageId: page, name: "Acme", accessToken: TOKEN })],
    ["renew", (access) => api.renew(access, page, TOKEN)],
  ])("gets it into no answer of %s", async (_call, act) => {
    const { name } = await act(answer(200, { external_id: page, name: repeated }));

    expect(name).toBe("Acme *** of ***");
  });

  it("gets no Page's token into the list", async () => {
    const accounts = [{ external_id: page, name: `Acme ${TOKEN}`, access_token: TOKEN, api_key: TOKEN }];

    const list = await api.list(answer(200, { page_size: 100, _embedded: accounts }));

    expect(list).toEqual([{ pageId: page, name: "Acme ***", apiKey: "***", applicationId: null }]);
  });
});

describe("an answer that is not the one documented", () => {
  it.each([
    [201, "{}", "a body that is not the one documented"],
    [204, "", "no body"],
  ])("is told with its status %i", async (status, body, problem) => {
    host.answerWith({ status, body });
    const access = { ...credentials, apiHost: host.url };
    const failure = {
      code: "VONAGE_UNEXPECTED_ANSWER",
      details: { host: new URL(host.url).host, status, problem },
    };

    await expect(api.list(access)).rejects.toMatchObject(failure);
    await expect(api.get(access, page)).rejects.toMatchObject(failure);
  });
});

describe("a Page that was changed and then cannot be read again", () => {
  it.each(["link", "unlink", "move"] as const)("by %s is not said to be unchanged", async (act) => {
    let hasChanged = false;
    const vonage = await startScriptedServer(({ method }) => {
      hasChanged ||= method !== "GET";
      if (method === "GET" && hasChanged) return "hang up";
      const applications = act === "unlink" ? [application] : [];
      return { status: 200, json: { external_id: page, applications } };
    });
    try {
      const links = createApplicationLinks(api);
      const access = { ...credentials, apiHost: vonage.url };

      const failing = act === "unlink" ? links.unlink(access, page) : links[act](access, page, application);

      await expect(failing).rejects.toMatchObject({ code: "NETWORK_BROKEN" });
    } finally {
      await vonage.stop();
    }
  });

  it("is unchanged where it could not even be read before", async () => {
    host.answerWith("hang up");

    const failing = createApplicationLinks(api).unlink({ ...credentials, apiHost: host.url }, page);

    await expect(failing).rejects.toMatchObject({ code: "NETWORK_READ_BROKEN" });
  });
});
