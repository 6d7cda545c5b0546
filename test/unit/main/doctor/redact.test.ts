import { assert, constantFrom, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { failureFinding } from "../../../../main/doctor/finding.ts";
import { createRedact } from "../../../../main/doctor/redact.ts";
import { restingSimulator } from "../../../../main/workspaces/memory-workspaces.ts";
import { AppError } from "../../../../preload/contract/errors.ts";
import { ApplicationId, PageId, WorkspaceId } from "../../../../preload/contract/ids.ts";

const own = {
  ...restingSimulator(0).workspace,
  id: WorkspaceId.parse("0b9c1f9e-7f5b-4d38-9c7e-0a1b2c3d4e5f"),
  name: "Acme (staging) +1",
  kind: "real",
  applicationId: ApplicationId.parse("aaaaaaaa-bbbb-cccc-dddd-0123456789ab"),
  pageId: PageId.parse("107083064136738"),
  pageName: "Acme Bikes",
  apiHost: "https://proxy.acme.example:8443",
  apiKey: "a1b2c3d4",
} as const;

const redact = createRedact({
  workspaces: [restingSimulator(0).workspace, own],
  dataFolder: "/home/jo/.config/Hookline",
  home: "/home/jo",
});

describe("taking out what is private", () => {
  it.each([
    ["No key is stored for Acme (staging) +1.", "No key is stored for workspace 2."],
    ["The Page Acme Bikes is gone.", "The Page the Page of workspace 2 is gone."],
    ["Application aaaaaaaa-bbbb-cccc-dddd-0123456789ab", "Application aaaaaaaa…"],
    ["Page 107083064136738, key a1b2c3d4", "Page 10708306…, key a1…"],
    ["https://proxy.acme.example:8443 failed", "the host of workspace 2 failed"],
    ["proxy.acme.example:8443 cannot be reached", "the host of workspace 2 cannot be reached"],
    ["/home/jo/.config/Hookline/vault.json is damaged", "the data folder/vault.json is damaged"],
    ["Look at /home/jo/x.txt", "Look at ~/x.txt"],
    ["ENOENT: no such file, open '/var/lib/other/x'", "ENOENT: no such file, open 'a path'"],
    [String.raw`open C:\Users\jo\x failed`, "open a path failed"],
    [
      "Ask https://api.nexmo.com/v2/applications and/or wait",
      "Ask https://api.nexmo.com/v2/applications and/or wait",
    ],
    ["The key a1b2c3d4e5 is another one", "The key a1b2c3d4e5 is another one"],
  ])("makes of %j %j", (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it("leaves none of it, wherever it stands", () => {
    const secret = constantFrom(
      own.name,
      own.pageName,
      own.pageId,
      own.applicationId,
      own.apiHost,
      "/home/jo",
    );
    const around = constantFrom(" ", "“", "”", ": ", ", ", "(", ")", ".");

    assert(
      property(tuple(around, secret, around, secret, around), (parts) => {
        const shown = redact(parts.join(""));
        expect(shown).not.toMatch(/acme|107083064136738|aaaaaaaa-|home\/jo/i);
      }),
    );
  });
});

describe("the words of an error", () => {
  const { said } = failureFinding(
    "network",
    new AppError("NETWORK_REFUSED", { host: "proxy.acme.example:8443" }),
  );

  it("say once that it is a host", () => {
    expect(said?.(redact)).toContain("The host of workspace 2");
    expect(said?.(redact)).not.toMatch(/acme|the host the host/i);
  });

  it("say once that it is the data folder", () => {
    const folder = "/home/jo/.config/Hookline";
    const failure = new AppError("DATA_FOLDER_UNWRITABLE", { folder, reason: "The system denies it." });

    expect(failureFinding("store", failure).said?.(redact)).toMatch(
      /^Hookline cannot write to its data folder\. The system denies it\. /,
    );
  });

  it("stay as they are where a workspace has one of them for a name", () => {
    const failure = new AppError("WORKSPACE_NOT_FOUND", { name: "wrong" });
    const hideWrong = createRedact({ workspaces: [{ ...own, name: "wrong" }], dataFolder: "/x", home: "/y" });

    const shown = failureFinding("account", failure).said?.(hideWrong);

    expect(shown).toContain("workspace 1");
    expect(shown?.replace("workspace 1", "wrong")).toBe(
      failureFinding("account", failure).said?.((text) => text),
    );
  });
});
