// What is left on disk of a workspace that was removed: nothing.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CallInput, CallName, CallOutput } from "../../preload/contract/contract.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

let running: RunningApp;

beforeEach(async () => {
  running = await startTestApp();
});
afterEach(() => running.stop());

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await running.app.call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  // The row's own schema has read it just now.
  return result.value as CallOutput<N>;
}

const REMOVED = {
  page: "107083064136738",
  psid: "7777000011112222",
  apiKey: "abcd7777",
  text: "Removed text",
};
const KEPT = { page: "207083064136738", psid: "8888000011112222", apiKey: "abcd8888", text: "Kept text" };

/** Which of these are anywhere in the data folder. */
function onDisk(words: Readonly<Record<string, string>>): readonly string[] {
  const bytes = readdirSync(running.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
  return Object.values(words).filter((word) => bytes.includes(word));
}

async function receive({ page, psid, text }: typeof KEPT, index: number): Promise<void> {
  const { inbound } = running.app.ready().listener;
  const response = await fetch(inbound, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      channel: "messenger",
      message_uuid: crypto.randomUUID(),
      to: page,
      from: psid,
      timestamp: "2020-01-01T14:00:00Z",
      message_type: "text",
      text: `${text} ${index} ${"and more ".repeat(index % 50)}`,
    }),
  });
  expect(response.status).toBe(200);
}

it("leaves nothing of what it stored, and all of its neighbour's", async () => {
  const add = ({ page, apiKey }: typeof KEPT, name: string) =>
    call("workspaces.add", { name, pageId: page, apiKey, pageName: `Page of ${name}` });
  const removed = await add(REMOVED, "Gone for good");
  await add(KEPT, "Stays");
  for (let index = 0; index < 200; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- mixed on every page of the file
    await receive(index % 2 === 0 ? REMOVED : KEPT, index);
  }
  expect(onDisk(REMOVED)).toEqual(Object.values(REMOVED));

  await call("workspaces.remove", { id: removed.id, typedName: "Gone for good" });

  expect(onDisk({ ...REMOVED, name: "Gone for good" })).toEqual([]);
  expect(onDisk(KEPT)).toEqual(Object.values(KEPT));
});
