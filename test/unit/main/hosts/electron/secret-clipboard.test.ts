import { describe, expect, it } from "vitest";
import { createDesktopClipboard } from "../../../../../main/hosts/electron/secret-clipboard.ts";
import { createFrozenClock } from "../../../../fakes/clock.ts";
import { createMemoryLog } from "../../../../fakes/log.ts";

/** A system's clipboard: anybody may write to it, and it may fail. */
function createSystemClipboard() {
  const system = { text: "before", isBroken: false };
  return {
    system,
    readText: () =>
      system.isBroken ? Promise.reject(new Error("no display")) : Promise.resolve(system.text),
    writeText: (text: string) => {
      system.text = text;
      return Promise.resolve();
    },
    clear: () => {
      system.text = "";
    },
  };
}

function open({ lifetime }: { readonly lifetime: number }) {
  const clock = createFrozenClock();
  const log = createMemoryLog();
  const { system, ...clipboard } = createSystemClipboard();
  const secrets = createDesktopClipboard({ clipboard, clock, log });
  secrets.setLifetime(lifetime);
  const copy = (secret: string) => secrets.deliver(() => Promise.resolve(secret));
  /** Lets time pass, and what is due then be done. */
  const wait = async (seconds: number) => {
    clock.advance(seconds * 1_000);
    await Promise.resolve().then(() => undefined);
  };
  return { clock, log, system, secrets, copy, wait };
}

describe("a copied secret", () => {
  it("is cleared when its time is over, and not before", async () => {
    const { system, copy, wait, clock } = open({ lifetime: 60 });

    const delivery = await copy("a.b.c");
    await wait(59.999);
    const almost = system.text;
    await wait(0.001);

    expect({ delivery, almost, after: system.text, pending: clock.pending() }).toEqual({
      delivery: { by: "host" },
      almost: "a.b.c",
      after: "",
      pending: 0,
    });
  });

  it("leaves alone what was copied after it elsewhere", async () => {
    const { system, copy, wait } = open({ lifetime: 60 });

    await copy("a.b.c");
    system.text = "a.b.c and more";
    await wait(61);

    expect(system.text).toBe("a.b.c and more");
  });

  it("that is copied again has its whole time again", async () => {
    const { system, copy, wait } = open({ lifetime: 60 });

    await copy("a.b.c");
    await wait(59);
    await copy("a.b.c");
    await wait(59);
    const almost = system.text;
    await wait(1);

    expect([almost, system.text]).toEqual(["a.b.c", ""]);
  });

  it("stays when the person wants it to", async () => {
    const { system, secrets, copy, wait, clock } = open({ lifetime: 60 });

    await copy("first");
    secrets.setLifetime(0);
    await copy("second");
    await wait(3_600);
    await secrets.stop();

    expect([system.text, clock.pending()]).toEqual(["second", 0]);
  });

  it("goes at once when the app ends", async () => {
    const { system, secrets, copy, clock } = open({ lifetime: 60 });

    await copy("a.b.c");
    await secrets.stop();

    expect([system.text, clock.pending()]).toEqual(["", 0]);
  });

  it("that cannot be cleared is told to the log, without it", async () => {
    const { system, secrets, copy, log } = open({ lifetime: 60 });

    await copy("a.b.c");
    system.isBroken = true;
    await secrets.stop();

    expect(JSON.stringify(log)).toContain("clipboard.not-cleared");
    expect(JSON.stringify(log)).not.toContain("a.b.c");
  });
});
