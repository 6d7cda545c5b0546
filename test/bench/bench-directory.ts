// The directory of the bench's own servers: one account with one secret, one workspace.
import { createSecretKey } from "node:crypto";
import { WorkspaceId } from "../../preload/contract/ids.ts";
import type { WebhookDirectory } from "../../main/webhooks/directory.ts";
import { BENCH_ACCOUNT } from "./ack-load.ts";

/** Knows {@link BENCH_ACCOUNT} and nobody else. */
export function benchDirectory(): WebhookDirectory {
  const { apiKey, applicationId, pageId, secret } = BENCH_ACCOUNT;
  const workspace = {
    id: WorkspaceId.parse("bench"),
    name: "Bench",
    apiKey,
    applicationId,
    pageId,
    simulated: false,
  };
  const account = {
    apiKey,
    simulated: false,
    secrets: [{ label: "signature secret of the bench", key: createSecretKey(Buffer.from(secret)) }],
  };
  return {
    holdsSecret: () => true,
    account: (key) => (key === apiKey ? account : null),
    workspaceOfApplication: (id) => (id === applicationId ? workspace : null),
    workspaceOfPage: (id) => (id === pageId ? workspace : null),
  };
}
