import { describe, expect, it } from "vitest";
import { createCopyApiSecret } from "../../../../main/workspaces/copy-api-secret.ts";
import { restingSimulator } from "../../../../main/workspaces/memory-workspaces.ts";
import type { SecretClipboard } from "../../../../main/ports.ts";
import { AppError } from "../../../../preload/contract/errors.ts";
import { SIMULATED_WORKSPACE } from "../../../../preload/contract/ids.ts";

const workspace = SIMULATED_WORKSPACE;

/** An account with a clipboard of one kind; `secret` null = none is stored. */
function account(through: SecretClipboard["through"], secret: string | null = "s3cret") {
  const copied: string[] = [];
  const resting = restingSimulator(1).workspace;
  const copy = createCopyApiSecret({
    workspaces: {
      get: () => ({ ...resting, name: "Bike bot" }),
      credentialsOf: async () => {
        if (secret === null) throw new AppError("ACCOUNT_CREDENTIALS_MISSING", { workspace: "Bike bot" });
        return { apiHost: "https://api.nexmo.com", apiKey: "a1b2c3d4", apiSecret: secret };
      },
    },
    clipboard: {
      through,
      deliver: async (read) => {
        copied.push(await read());
        return { by: "host" };
      },
    },
  });
  return { copy, copied };
}

describe("copying the API secret", () => {
  it("is one press where the system's clipboard takes it", async () => {
    const { copy, copied } = account("system");

    expect(await copy({ workspace })).toEqual({ by: "host" });
    expect(copied).toEqual(["s3cret"]);
  });

  it.each([undefined, "", "bike bot", "Bike", "s3cret"])(
    "through the page copies nothing for the name %j",
    async (typedName) => {
      const { copy, copied } = account("page");

      await expect(copy({ workspace, typedName })).rejects.toMatchObject({
        code: "CLIPBOARD_NAME_MISTYPED",
        details: { name: "Bike bot" },
      });
      expect(copied).toEqual([]);
    },
  );

  it("through the page copies it once the workspace's name was typed", async () => {
    const { copy, copied } = account("page");

    await copy({ workspace, typedName: " Bike bot " });

    expect(copied).toEqual(["s3cret"]);
  });

  it("says so when none is stored", async () => {
    const { copy, copied } = account("system", null);

    await expect(copy({ workspace })).rejects.toMatchObject({
      code: "CLIPBOARD_API_SECRET_MISSING",
      details: { workspace: "Bike bot" },
    });
    expect(copied).toEqual([]);
  });
});
