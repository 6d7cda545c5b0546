import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createExternalAccountsApi,
  type ExternalAccountsApi,
} from "../../../../main/linking/external-accounts-api.ts";
import { basicOf, createVonageCall } from "../../../../main/network/vonage-call.ts";
import { PageId } from "../../../../preload/contract/ids.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";
import { plainNetwork } from "../../../fakes/network.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../../fakes/webhook-receiver.ts";

const TOKEN = "EAAtokenOfThePage0123456789";
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
