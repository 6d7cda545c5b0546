import { generateKeyPairSync } from "node:crypto";
import { jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { AppError } from "../../../../preload/contract/errors.ts";
import { ApplicationId, PageId, WorkspaceId } from "../../../../preload/contract/ids.ts";
import type { JwtPreview } from "../../../../preload/contract/jwt.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { createApplicationJwts } from "../../../../main/credentials/application-jwt.ts";
import { createJwtCalls } from "../../../../main/credentials/jwt-calls.ts";
import { createJwtChip } from "../../../../main/credentials/jwt-chip.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const id = WorkspaceId.parse("bot");
const bot: Workspace = {
  id,
  name: "Staging bot",
  kind: "real",
  applicationId: ApplicationId.parse("aaaaaaaa-bbbb-cccc-dddd-0123456789ab"),
  pageId: PageId.parse("0042"),
  pageName: null,
  apiHost: "https://api.nexmo.com",
  apiKey: null,
  key: { fingerprint: "SHA256:one", bits: 2048, format: "PKCS#8", addedAt: 0, repairs: [] },
  hasApiSecret: false,
  hasSignatureSecret: false,
  signatureProvedAt: null,
  previousSignatureUntil: null,
  ephemeral: false,
  createdAt: 0,
};

function openWorld() {
  const clock = createFrozenClock();
  const told: (JwtPreview | null)[] = [];
  const copied: string[] = [];
  const world = {
    clock,
    told,
    copied,
    all: [bot] as readonly Workspace[],
    /** Runs while the key is waited for. */
    whileKeyIsRead: (): void => undefined,
  };
  const chip = createJwtChip({
    jwts: createApplicationJwts({ clock }),
    workspaces: {
      list: () => ({ workspaces: world.all }),
      get: (wanted) => {
        const found = world.all.find((workspace) => workspace.id === wanted);
        if (found === undefined) throw new AppError("WORKSPACE_NOT_FOUND", { name: wanted });
        return found;
      },
      keyOf: async () => {
        world.whileKeyIsRead();
        return privateKey;
      },
    },
    clipboard: {
      through: "system",
      deliver: async (read) => {
        copied.push(await read());
        return { by: "host" };
      },
    },
    clock,
    onChange: (_id, preview) => told.push(preview),
  });
  return {
    world,
    ...world,
    chip,
    calls: createJwtCalls({ chip, judge: () => Promise.reject(new Error("not asked")) }),
  };
}

describe("the chip", () => {
  it("shows a token of the application that the workspace has once its key was read", async () => {
    const { chip, world } = openWorld();
    const applicationId = ApplicationId.parse("bbbbbbbb-bbbb-cccc-dddd-0123456789ab");
    world.whileKeyIsRead = () => {
      world.all = [{ ...bot, applicationId }];
    };

    const preview = await chip.mint({ workspace: id, lifetimeSeconds: 60 });

    expect(preview.claims).toMatchObject({ application_id: applicationId });
    expect(chip.current(id)).toEqual(preview);
    expect(world.told).toEqual([preview]);
  });

  it("is empty until something is minted, and tells of that also when it expired", async () => {
    const { chip, calls, clock, told } = openWorld();

    const before = await calls["jwt.current"]({ workspace: id });
    const minted = await calls["jwt.mint"]({ workspace: id, lifetimeSeconds: 60 });
    clock.advance(59_999);
    const almost = await calls["jwt.current"]({ workspace: id });
    clock.advance(1);
    const after = await calls["jwt.current"]({ workspace: id });

    expect({ before, almost, after, told }).toEqual({
      before: null,
      almost: minted,
      after: minted,
      told: [minted],
    });
    expect(chip.mintedAt(id)).toBe(minted.issuedAt);
  });

  it("never gives the token away, only its header and claims", async () => {
    const { calls, copied } = openWorld();

    const answers = [
      await calls["jwt.mint"]({ workspace: id, lifetimeSeconds: 900 }),
      await calls["jwt.copy"]({ workspace: id, form: "token" }),
      await calls["jwt.current"]({ workspace: id }),
    ];

    const signature = copied[0]?.split(".")[2];
    expect(signature).toMatch(/^[\w-]{300,}$/);
    expect(JSON.stringify(answers)).not.toContain(signature);
  });

  it("drops its token when key or application are others, or the workspace is gone", async () => {
    const { world, chip, told } = openWorld();
    const drops: (readonly Workspace[])[] = [
      [{ ...bot, applicationId: ApplicationId.parse("other") }],
      [{ ...bot, key: { ...(bot.key ?? fail()), fingerprint: "SHA256:two" } }],
      [],
    ];

    for (const after of drops) {
      world.all = [bot];
      await chip.mint({ workspace: id, lifetimeSeconds: 900 });
      world.all = [{ ...bot, pageName: "Acme" }];
      chip.dropStale();
      world.all = after;
      chip.dropStale();
    }

    expect(told.map((preview) => preview !== null)).toEqual([true, false, true, false, true, false]);
  });
});

describe("copying", () => {
  it("takes the chip's token while it lives, and mints one when it does not", async () => {
    const { calls, clock, copied, told } = openWorld();

    await calls["jwt.copy"]({ workspace: id, form: "token" });
    clock.advance(899_000);
    await calls["jwt.copy"]({ workspace: id, form: "token" });
    clock.advance(1_000);
    const { preview, delivery } = await calls["jwt.copy"]({ workspace: id, form: "token" });

    expect(copied[1]).toBe(copied[0]);
    expect(copied[2]).not.toBe(copied[0]);
    expect(delivery).toEqual({ by: "host" });
    expect(told).toHaveLength(2);
    const { payload } = await jwtVerify(copied[2] ?? "", publicKey, { currentDate: new Date(clock.now()) });
    expect(payload).toEqual(preview.claims);
  });

  it("builds one to order and leaves the chip as it was", async () => {
    const { calls, told, copied } = openWorld();

    const { preview } = await calls["jwt.copy"]({
      workspace: id,
      form: "header",
      request: { workspace: id, lifetimeSeconds: 3_600, subject: "alice" },
    });

    expect(preview.claims).toMatchObject({ sub: "alice" });
    expect(copied[0]).toMatch(/^Authorization: Bearer ey/);
    expect({ told, chip: await calls["jwt.current"]({ workspace: id }) }).toEqual({ told: [], chip: null });
  });
});

describe("what is missing", () => {
  it("is told before anything is minted: no application", async () => {
    const { world, calls } = openWorld();
    world.all = [{ ...bot, applicationId: null }];

    const minting = calls["jwt.mint"]({ workspace: id, lifetimeSeconds: 900 });

    await expect(minting).rejects.toMatchObject({
      code: "CREDENTIALS_APPLICATION_MISSING",
      details: { workspace: "Staging bot" },
    });
  });

  it("is told for a preview, too: no key", async () => {
    const { world, calls } = openWorld();
    world.all = [{ ...bot, key: null }];

    const preview = async () => calls["jwt.preview"]({ workspace: id, lifetimeSeconds: 900 });

    await expect(preview()).rejects.toMatchObject({
      code: "CREDENTIALS_KEY_MISSING",
      details: { workspace: "Staging bot" },
    });
  });

  it("is nothing for a preview where a key is stored, which is not fetched for it", async () => {
    const { calls } = openWorld();

    const preview = await calls["jwt.preview"]({ workspace: id, lifetimeSeconds: 900, jti: "x" });

    expect(preview.claims).toEqual({
      application_id: bot.applicationId,
      iat: 1_577_887_200,
      exp: 1_577_888_100,
      jti: "x",
    });
  });
});

function fail(): never {
  throw new Error("The fixture has a key.");
}
