// Somebody who types fast, and goes on typing when the page does not keep up: keys come when they are due.
import { setTimeout as wait } from "node:timers/promises";
import type { CDPSession } from "@playwright/test";

/** Some eleven keys a second, as fast typists write. */
const INTERVAL_MS = 90;
const WORDS = "the shop is open from ten to six and we repair old brakes too ";

/**
 * Types into what has the focus until it is told to end.
 * @param isOver asked before each key, with how many were pressed
 * @returns what was typed
 */
export async function typeUntil(session: CDPSession, isOver: (pressed: number) => boolean): Promise<string> {
  const presses: Promise<unknown>[] = [];
  const startedAt = performance.now();
  let text = "";
  while (!isOver(text.length)) {
    const index = text.length;
    // A jitter of one interval, so that no frame rate can fall in step with the keys.
    const dueMs = (index + ((index * 0.618_033_988_75) % 1)) * INTERVAL_MS;
    const early = startedAt + dueMs - performance.now();
    if (early > 0) await wait(early);
    const character = WORDS.charAt(index % WORDS.length);
    // Nobody waits for the page: that would leave out the very keys that were slow.
    presses.push(press(session, character));
    text += character;
  }
  await Promise.all(presses);
  return text;
}

async function press(session: CDPSession, character: string): Promise<void> {
  const isSpace = character === " ";
  const key = {
    key: character,
    code: isSpace ? "Space" : `Key${character.toUpperCase()}`,
    windowsVirtualKeyCode: character.toUpperCase().charCodeAt(0),
  };
  await Promise.all([
    session.send("Input.dispatchKeyEvent", { type: "keyDown", text: character, ...key }),
    session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
  ]);
}
