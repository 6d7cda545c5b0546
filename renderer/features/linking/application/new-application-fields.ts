// Turns the fields of the form into what the contract takes.
import type { CallInput } from "../../../../preload/contract/contract.ts";
import type { WorkspaceId } from "../../../../preload/contract/ids.ts";

/** Where the key pair of a new application comes from. */
export const KEY_ORIGINS = ["local", "vonage", "own"] as const;
export type KeyOrigin = (typeof KEY_ORIGINS)[number];

/** Reads a field of a form by its name; null when there is none, or when its box is not ticked. */
export type ReadField = (name: string) => string | null;

/** Reads the form as it stands. What is not allowed is said by the contract. */
export function readNewApplication(
  read: ReadField,
  workspace: WorkspaceId,
): CallInput<"applications.create"> {
  const text = (name: string) => read(name)?.trim() ?? "";
  return {
    workspace,
    name: text("name"),
    inboundUrl: text("inboundUrl"),
    statusUrl: text("statusUrl"),
    version: text("version") === "v0.1" ? "v0.1" : "v1",
    mediaAuthentication: read("mediaAuthentication") !== null,
    improveAi: read("improveAi") !== null,
    key: readKey(text),
    use: read("throwAway") === null,
  };
}

function readKey(text: (name: string) => string): CallInput<"applications.create">["key"] {
  switch (text("key")) {
    case "vonage":
      return { from: "vonage" };
    case "own":
      return { from: "own", publicKey: text("publicKey") };
    default:
      return { from: "local" };
  }
}
