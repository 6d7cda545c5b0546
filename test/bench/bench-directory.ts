// The directory of the bench's own servers: one account with one secret, one workspace.
import { WorkspaceId } from "../../preload/contract/ids.ts";
import { createMac } from "../../main/credentials/webhook-mac.ts";
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
    secrets: [{ label: "signature secret of the bench", mac: createMac(secret) }],
  };
  return {
    holdsSecret: () => true,
    account: (key) => (key === apiKey ? account : null),
    workspacesOfApplication: (id) => (id === applicationId ? [workspace] : []),
    workspaceOfPage: (id) => (id === pageId ? workspace : null),
  };
}
