import { beforeEach, describe, expect, it } from "vitest";
import { createRecentAnswers, type RecentAnswers } from "../../../../main/network/recent-answers.ts";
import type { CallVonage, VonageRequest } from "../../../../main/network/vonage-call.ts";
import { SIMULATED_WORKSPACE } from "../../../../preload/contract/ids.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

const access = { apiHost: "https://api.nexmo.com", apiKey: "abcd1234", apiSecret: "a secret" };
const workspace = SIMULATED_WORKSPACE;
let recent: RecentAnswers;
let asked: number;
beforeEach(() => {
  recent = createRecentAnswers({ accountOf: async () => access, clock: createFrozenClock() });
  asked = 0;
});

const ask = (): Promise<number> => Promise.resolve((asked += 1));

function read(about: string) {
  return recent.read({ workspace, about: [about] }, ask).then(({ answer }) => answer);
}

function request(method: VonageRequest["method"]): VonageRequest {
  return { access, method, path: "/v2/applications" };
}

const OK = { status: 200, headers: {}, json: {}, hide: (text: string) => text };

describe("what an account answered", () => {
  it("is kept for each question by itself", async () => {
    expect(await Promise.all([read("pages"), read("application"), read("pages")])).toEqual([1, 2, 1]);
  });

  it("is given up with a change, also what was asked before its end", async () => {
    const change = Promise.withResolvers<typeof OK>();
    const call: CallVonage = recent.watch(() => change.promise);
    await read("pages");

    const changing = call(request("PUT"));
    const meanwhile = await read("pages");
    change.resolve(OK);
    await changing;

    expect([meanwhile, await read("pages"), await read("pages")]).toEqual([2, 3, 3]);
  });

  it("is given up with a change that failed, which may have been carried out", async () => {
    const call = recent.watch(() => Promise.reject(new Error("cut off")));
    await read("pages");

    await expect(call(request("DELETE"))).rejects.toThrow("cut off");

    expect(await read("pages")).toBe(2);
  });

  it("outlives other questions", async () => {
    const call = recent.watch(async () => OK);
    await read("pages");

    await call(request("GET"));

    expect(await read("pages")).toBe(1);
  });

  it("is not kept for a workspace without an account", async () => {
    const without = createRecentAnswers({
      accountOf: () => Promise.reject(new Error("no secret")),
      clock: createFrozenClock(),
    });

    await without.read({ workspace, about: ["pages"] }, ask);

    expect((await without.read({ workspace, about: ["pages"] }, ask)).answer).toBe(2);
  });
});
