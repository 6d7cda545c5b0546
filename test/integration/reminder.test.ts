// The calendar file, through the contract.
import { afterAll, beforeAll, expect, it } from "vitest";
import { addDays, dayOf, spellDay } from "../../main/linking/calendar.ts";
import type { LinkingState } from "../../preload/contract/linking.ts";
import type { TextFile } from "../../preload/contract/text-file.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

let running: RunningApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.stop());

async function call<T>(name: string, input: object): Promise<T> {
  const result = await running.app.call(name, input);
  if (!result.ok) throw new Error(result.error.code);
  return result.value as T; // the call's output in the contract
}

it("makes the calendar file with the days chosen in the settings", async () => {
  const { id } = await call<Workspace>("workspaces.add", { name: "Bot", pageId: "../107083064136738" });
  const linkedOn = dayOf(running.clock.now());
  const end = addDays(linkedOn, 90);
  await call("linking.setLinkedOn", { workspace: id, linkedOn });
  await call("settings.change", { linking: { firstReminderDays: 10 } });

  const file = await call<TextFile>("linking.reminder", { workspace: id });

  expect(file.fileName).toBe("relink--107083064136738.ics");
  expect(file.text).toContain(`UID:relink-${id}@hookline\r\n`);
  expect(file.text).toContain(`DTSTART;VALUE=DATE:${end.replaceAll("-", "")}\r\n`);
  expect(file.text.match(/^TRIGGER:.*$/gm)).toEqual(["TRIGGER:-P9DT15H", "TRIGGER:-P2DT15H"]);
  const { groups } = await call<LinkingState>("linking.state", { workspace: id });
  const titles = groups.flatMap(({ steps }) => steps.map(({ title }) => title));
  expect(titles).toContain(`Put a re-link reminder for ${spellDay(addDays(end, -10))} in your calendar`);
});
