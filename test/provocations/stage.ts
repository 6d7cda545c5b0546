// What a provocation has to work with, and the ways in which an error reaches a person.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallInput, CallName, Result } from "../../preload/contract/contract.ts";
import {
  describeError,
  toAppError,
  toErrorValue,
  type AppErrorValue,
} from "../../preload/contract/errors.ts";
import { speak } from "../fakes/cli-voice.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { startWebhookReceiver } from "../fakes/webhook-receiver.ts";

/** An error as a person meets it. */
export interface Said {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

/** Makes one error happen for real. */
export type Provocation = (stage: Stage) => Promise<Said>;

/** A running Hookline, and folders of the test's own. */
export interface Stage {
  readonly running: RunningApp;
  /** A fresh, empty folder. */
  folder(): string;
  /** What a call over the bridge is refused with. */
  callFails<N extends CallName>(name: N, input: CallInput<N>): Promise<Said>;
  /** Carried out when the test is over, newest first. */
  defer(end: () => unknown): void;
}

/** Sets one; `end` stops all that was started on it. */
export async function openStage(): Promise<Stage & { end(): Promise<void> }> {
  const root = mkdtempSync(join(tmpdir(), "hookline-provoked-"));
  const running = await startTestApp();
  const endings: (() => unknown)[] = [];
  let folders = 0;
  return {
    running,
    folder() {
      folders += 1;
      const path = join(root, String(folders));
      mkdirSync(path, { mode: 0o700 });
      return path;
    },
    callFails: async (name, input) => refused(await running.app.call(name, input)),
    defer: (end) => {
      endings.unshift(end);
    },
    async end() {
      for (const end of endings) await end();
      await running.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** An error value, in its words. */
export function said(error: AppErrorValue): Said {
  return { code: error.code, ...describeError(error) };
}

/** What `act` throws. */
export async function thrownBy(act: () => unknown): Promise<Said> {
  try {
    await act();
  } catch (error) {
    return said(toErrorValue(toAppError(error)));
  }
  throw new Error("Nothing was thrown.");
}

/** What a call was refused with. */
export function refused(result: Result<unknown>): Said {
  if (result.ok) throw new Error("The call succeeded.");
  return said(result.error);
}

/** What a command says with `--json` on stderr. */
export async function commandFails(
  args: readonly string[],
  dataFolder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Said> {
  const { code, stderr } = await speak([...args, "--json", "--data-dir", dataFolder], { env });
  if (code === 0) throw new Error("The command succeeded.");
  return (JSON.parse(stderr) as { readonly error: Said }).error; // its form is what the test looks at
}

/** The address of a port where nobody listens any more. */
export async function deadAddress(): Promise<{ readonly url: string; readonly port: number }> {
  const receiver = await startWebhookReceiver();
  await receiver.stop();
  return { url: receiver.url, port: Number(new URL(receiver.url).port) };
}
