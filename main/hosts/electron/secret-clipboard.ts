// Brings a secret to the system's clipboard, and takes it away again after a while.
//
// Threat model: every program may read the clipboard, and histories and other devices keep what lies there. So a secret stays
// no longer than the person chose. What somebody copied meanwhile is theirs and is never touched: it is cleared only while
// it is the very text that was copied from here, of which a hash is kept, not the text.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Clipboard } from "electron";
import type { Clock, Log, SecretClipboard } from "../../ports.ts";

/** The desktop's clipboard for secrets. */
export interface DesktopClipboard extends SecretClipboard {
  /** How long what is copied from now on may stay; 0 = for good. */
  setLifetime(seconds: number): void;
  /** Takes away at once what would be cleared later; then nobody would be there to do it. */
  stop(): Promise<void>;
}

/** What {@link createDesktopClipboard} works with. */
export interface DesktopClipboardParts {
  readonly clipboard: Pick<Clipboard, "readText" | "writeText" | "clear">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Clears nothing until it is told a lifetime. */
export function createDesktopClipboard({ clipboard, clock, log }: DesktopClipboardParts): DesktopClipboard {
  let lifetimeSeconds = 0;
  /** The newest secret that is to be cleared; an older one is not on the clipboard any more. */
  let waiting: { readonly digest: Buffer; readonly cancel: () => void } | null = null;

  async function clear(): Promise<void> {
    const copied = waiting;
    waiting = null;
    if (copied === null) return;
    copied.cancel();
    try {
      if (timingSafeEqual(digestOf(await clipboard.readText()), copied.digest)) clipboard.clear();
    } catch (error) {
      // The secret was brought as it should be; nobody waits for an answer to its going.
      log.error("clipboard.not-cleared", error);
    }
  }

  return {
    through: "system",
    async deliver(read) {
      const secret = await read();
      await clipboard.writeText(secret);
      waiting?.cancel();
      waiting =
        lifetimeSeconds === 0
          ? null
          : {
              digest: digestOf(secret),
              cancel: clock.after(lifetimeSeconds * 1_000, () => void clear()),
            };
      return { by: "host" };
    },
    setLifetime: (seconds) => {
      lifetimeSeconds = seconds;
    },
    stop: clear,
  };
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
