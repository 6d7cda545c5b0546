import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createApplicationJwts } from "../../../../main/credentials/application-jwt.ts";
import { createJudgeJwt } from "../../../../main/credentials/judge-jwt.ts";
import { AppError } from "../../../../preload/contract/errors.ts";
import { ApplicationId, WorkspaceId } from "../../../../preload/contract/ids.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

const botKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const shopKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const bot = workspace("bot", "aaaaaaaa-bbbb-cccc-dddd-0123456789ab");
const shop = workspace("shop", "11111111-2222-3333-4444-555555555555");

function workspace(name: string, applicationId: string): Workspace {
  return {
    id: WorkspaceId.parse(name),
    name,
    kind: "real",
    applicationId: ApplicationId.parse(applicationId),
    pageId: null,
    pageName: null,
    apiHost: "https://api.nexmo.com",
    apiKey: null,
    key: null,
    hasApiSecret: false,
    hasSignatureSecret: false,
    signatureProvedAt: null,
    previousSignatureUntil: null,
    ephemeral: false,
    createdAt: 0,
  };
}

function openWorld(keyOf: Readonly<Record<string, KeyObject | AppError>>) {
  const clock = createFrozenClock();
  const all = [bot, shop];
  const judge = createJudgeJwt({
    clock,
    workspaces: {
      list: () => ({ workspaces: all }),
      get: (id) => {
        const found = all.find((known) => known.id === id);
        if (found === undefined) throw new AppError("WORKSPACE_NOT_FOUND", { name: id });
        return found;
      },
      keyOf: async (id) => {
        const key = keyOf[id] ?? new AppError("CREDENTIALS_KEY_MISSING", { workspace: id });
        if (key instanceof AppError) throw key;
        return key;
      },
    },
  });
  const mint = async (applicationId: string | null, key: KeyObject) =>
    (await createApplicationJwts({ clock }).mint({ applicationId: applicationId ?? "", key })).token;
  return { clock, judge, mint };
}

const textOf = (verdict: Awaited<ReturnType<ReturnType<typeof createJudgeJwt>>>, check: string) =>
  verdict.findings.find((finding) => finding.check === check)?.text;

describe("a token judged for a workspace", () => {
  it("is good when its key made it for its application, and expires with the clock", async () => {
    const { clock, judge, mint } = openWorld({ bot: botKey });
    const token = await mint(bot.applicationId, botKey);

    const fresh = await judge({ workspace: bot.id, token: `Bearer ${token}` });
    clock.advance(901_000);
    const old = await judge({ workspace: bot.id, token });

    expect(fresh.findings.map(({ verdict }) => verdict)).toEqual(["good", "good", "good", "good", "good"]);
    expect(fresh.wouldBeRefused).toBe(false);
    expect(old.findings.filter(({ verdict }) => verdict !== "good").map(({ check }) => check)).toEqual([
      "exp",
    ]);
    expect(old.wouldBeRefused).toBe(true);
  });

  it("says that it is another workspace's", async () => {
    const { judge, mint } = openWorld({ bot: botKey, shop: shopKey });

    const verdict = await judge({ workspace: bot.id, token: await mint(shop.applicationId, shopKey) });

    expect(textOf(verdict, "signature")).toContain("that of the workspace “shop” did");
    expect(textOf(verdict, "application")).toContain("which the workspace “shop” has");
  });

  it.each([
    [
      new AppError("CREDENTIALS_KEY_MISSING", { workspace: "bot" }),
      "Not checked: No key is stored in this workspace.",
    ],
    [
      new AppError("CREDENTIALS_KEYCHAIN_LOCKED", { reason: "It is locked." }),
      "Not checked: The stored key cannot be read. The system’s keychain did not decrypt it: It is locked.",
    ],
  ])("is judged without its key as far as that goes (%s)", async (error, text) => {
    const { judge, mint } = openWorld({ bot: error, shop: error });

    const verdict = await judge({ workspace: bot.id, token: await mint(bot.applicationId, botKey) });

    expect(textOf(verdict, "signature")).toBe(text);
    expect(verdict.wouldBeRefused).toBe(false);
  });

  it("comes back without its signature part", async () => {
    const { judge, mint } = openWorld({ bot: botKey });
    const token = await mint(bot.applicationId, botKey);

    const verdict = await judge({ workspace: bot.id, token });

    expect(JSON.stringify(verdict)).not.toContain(token.split(".")[2]);
  });

  it("needs a workspace that is there", async () => {
    const { judge } = openWorld({});

    const judging = judge({ workspace: WorkspaceId.parse("gone"), token: "" });

    await expect(judging).rejects.toMatchObject({ code: "WORKSPACE_NOT_FOUND" });
  });
});
