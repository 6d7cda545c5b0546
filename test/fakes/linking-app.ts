// What tests of linking ask of a whole Hookline: a tunnel, one step's evidence, and word of a change.
import type { StepEvidence } from "../../preload/contract/linking.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { startLocaltunnelServer } from "./localtunnel-server.ts";
import type { RunningApp } from "./running-app.ts";

/** Opens a tunnel by a server of its own; `stop` ends the server. */
export async function openLocaltunnel({
  app,
}: Pick<RunningApp, "app">): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = await startLocaltunnelServer();
  const opened = await app.handlers["tunnel.open"]({ provider: "localtunnel", host: server.url });
  if (opened.state !== "open") throw new Error(`The tunnel is ${opened.state}.`);
  return { url: opened.url, stop: server.stop };
}

/** Why a step is done; null when it is not. */
export async function stepEvidence(
  { app }: Pick<RunningApp, "app">,
  workspace: WorkspaceId,
  step: string,
): Promise<StepEvidence | null> {
  const { groups } = await app.handlers["linking.state"]({ workspace });
  const found = groups.flatMap(({ steps }) => steps).find(({ id }) => id === step);
  if (found === undefined) throw new Error(`There is no step ${step}.`);
  return found.evidence;
}

/** Resolves when the checklist of that workspace is said to have changed. */
export function checklistChanged({ app }: Pick<RunningApp, "app">, workspace: WorkspaceId): Promise<void> {
  return new Promise((resolve) => {
    const end = app.subscribe("linking.changed", (changed) => {
      if (changed.workspace !== workspace) return;
      end();
      resolve();
    });
  });
}
