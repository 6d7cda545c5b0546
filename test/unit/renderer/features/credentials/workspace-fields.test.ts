import { describe, expect, it } from "vitest";
import { contract } from "../../../../../preload/contract/contract.ts";
import {
  changedFields,
  readWorkspaceFields,
  storedTexts,
  typedTexts,
} from "../../../../../renderer/features/credentials/workspace-fields.ts";

function form(fields: Readonly<Record<string, string>>) {
  return (name: string) => fields[name] ?? null;
}

describe("readWorkspaceFields", () => {
  it("takes what was typed, without the blanks around it", () => {
    const read = form({
      name: " Bike bot ",
      applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab\n",
      pageId: "0000000000000000",
      pageName: "Acme Bikes",
      apiHost: "https://api.nexmo.com",
      apiKey: "a1b2c3d4",
      apiSecret: "s3cret",
      signatureSecret: "signed",
    });

    const fields = readWorkspaceFields(read, "-----BEGIN PRIVATE KEY-----");

    expect(fields).toEqual({
      name: "Bike bot",
      applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
      pageId: "0000000000000000",
      pageName: "Acme Bikes",
      apiHost: "https://api.nexmo.com",
      apiKey: "a1b2c3d4",
      apiSecret: "s3cret",
      signatureSecret: "signed",
      privateKey: "-----BEGIN PRIVATE KEY-----",
    });
  });

  it("removes emptied texts, and leaves name, host and secrets as they are", () => {
    const fields = readWorkspaceFields(
      form({ name: "", apiHost: " ", apiSecret: "", signatureSecret: " " }),
      null,
    );

    expect(fields).toEqual({ applicationId: null, pageId: null, pageName: null, apiKey: null });
  });

  it.each([
    ["https://api-eu.nexmo.com", { apiHost: "https://api-eu.nexmo.com", kind: "real" }],
    ["other", { apiHost: "https://typed.example", kind: "real" }],
    // The sandbox's host is left to the kind: one that is stored stays.
    ["sandbox", { kind: "sandbox" }],
  ])("takes the host by the choice of %s", (hostChoice, expected) => {
    const { apiHost, kind } = readWorkspaceFields(
      form({ hostChoice, apiHost: "https://typed.example" }),
      null,
    );

    expect({ apiHost, kind }).toEqual({ apiHost: undefined, ...expected });
  });

  it("gives what the contract takes", () => {
    const fields = readWorkspaceFields(form({ name: "Bike bot" }), null);

    expect(contract.calls["workspaces.add"].input.safeParse(fields).success).toBe(true);
  });
});

describe("typedTexts", () => {
  it("keeps what differs from what is stored, and no field that only stands there", () => {
    const stored = { ...storedTexts(null), name: "Bike bot", apiKey: "a1b2c3d4" };
    const read = form({ name: "Bike bot", pageId: "0000000000000000", apiKey: "", pageName: "" });

    expect(typedTexts(read, stored)).toEqual({ pageId: "0000000000000000", apiKey: "" });
  });
});

describe("changedFields", () => {
  const shown = {
    name: "Bike bot",
    applicationId: "app",
    pageId: "0042",
    pageName: "",
    apiHost: "",
    apiKey: "a1b2c3d4",
    hostChoice: "https://api.nexmo.com",
  };

  it("is nothing where nothing was typed", () => {
    expect(changedFields(form(shown), shown, null)).toEqual({});
  });

  it("is what was typed, emptied or chosen, with every secret", () => {
    const read = form({ ...shown, pageId: "43", apiKey: " ", apiSecret: "s3cret", signatureSecret: "" });

    expect(changedFields(read, shown, "-----BEGIN PRIVATE KEY-----")).toEqual({
      pageId: "43",
      apiKey: null,
      apiSecret: "s3cret",
      privateKey: "-----BEGIN PRIVATE KEY-----",
    });
  });

  it("is the host where another one was chosen", () => {
    const read = form({ ...shown, hostChoice: "other", apiHost: "http://127.0.0.1:4891" });

    expect(changedFields(read, shown, null)).toEqual({ apiHost: "http://127.0.0.1:4891" });
  });

  it("is all that is shown where that makes another kind of it", () => {
    const there = changedFields(form({ ...shown, hostChoice: "sandbox" }), shown, null);
    const back = changedFields(form(shown), { ...shown, hostChoice: "sandbox" }, null);

    expect(there).toMatchObject({ kind: "sandbox", pageId: "0042" });
    expect(back).toMatchObject({ kind: "real", apiHost: "https://api.nexmo.com", pageId: "0042" });
  });
});
