import type { BrowserWindow, MessageBoxReturnValue } from "electron";
import { beforeEach, describe, expect, it } from "vitest";
import { createOpenOutside, type OpenOutside } from "../../../../../main/hosts/electron/open-outside.ts";
import { createFrozenClock, type FrozenClock } from "../../../../fakes/clock.ts";
import { createMemoryLog, type MemoryLog } from "../../../../fakes/log.ts";

const KNOWN = "https://dashboard.vonage.com/";
const STRANGER = "https://example.com/picture.jpg";
/** Only handed on. */
const WINDOW = { name: "our window" } as unknown as BrowserWindow;

let clock: FrozenClock;
let log: MemoryLog;
let opened: string[];
let asked: unknown[];
let answer: (response: number) => void;
let failAsking: (error: Error) => void;
let openOutside: OpenOutside;

beforeEach(() => {
  clock = createFrozenClock();
  log = createMemoryLog();
  opened = [];
  asked = [];
  openOutside = createOpenOutside({
    dialog: {
      showMessageBox: (...given: unknown[]): Promise<MessageBoxReturnValue> => {
        asked.push(given);
        return new Promise((resolve, reject) => {
          answer = (response) => resolve({ response, checkboxChecked: false });
          failAsking = reject;
        });
      },
    },
    shell: {
      openExternal: (url) => {
        opened.push(url);
        return Promise.resolve();
      },
    },
    clock,
    log,
  });
});

describe("a stranger's address", () => {
  it.each([
    ["opens when the person says so", 0, [STRANGER]],
    ["does not open when the person cancels", 1, []],
  ])("%s, who saw the whole of it", async (_what, response, expected) => {
    const opening = openOutside(STRANGER, WINDOW);
    answer(response);
    await opening;

    expect(asked).toEqual([[WINDOW, expect.objectContaining({ detail: STRANGER, defaultId: 1 })]]);
    expect(opened).toEqual(expected);
  });

  it("is dropped while the person is asked about another", async () => {
    const opening = openOutside(STRANGER, WINDOW);
    await Promise.all(Array.from({ length: 20 }, () => openOutside("https://example.org/", WINDOW)));
    answer(0);
    await opening;

    expect([asked.length, opened]).toEqual([1, [STRANGER]]);
    expect(log.lines[0]).toMatchObject({ event: "a link was not opened" });
  });

  it.each([
    ["an answer", () => answer(1)],
    ["a dialog that failed", () => failAsking(new Error("no display"))],
  ])("is asked about again after %s", async (_what, end) => {
    const first = openOutside(STRANGER, WINDOW);
    end();
    await Promise.allSettled([first]);

    const second = openOutside(STRANGER, WINDOW);
    answer(0);
    await second;

    expect([asked.length, opened]).toEqual([2, [STRANGER]]);
  });
});

describe("an address of a known host", () => {
  it("opens unasked, three times within 2 s and no more", async () => {
    await Promise.all(Array.from({ length: 20 }, () => openOutside(KNOWN, WINDOW)));
    clock.advance(1_999);
    await openOutside(KNOWN, WINDOW);

    expect([asked, opened]).toEqual([[], [KNOWN, KNOWN, KNOWN]]);
    expect(log.lines.at(-1)).toEqual({
      level: "info",
      event: "a link was not opened",
      details: { reason: "too many at once" },
    });
  });

  it("opens again when the 2 s are over", async () => {
    await Promise.all(Array.from({ length: 20 }, () => openOutside(KNOWN, WINDOW)));
    clock.advance(2_000);
    await openOutside(KNOWN, WINDOW);

    expect(opened).toHaveLength(4);
  });
});

it("never opens or asks about what is not https", async () => {
  await openOutside("file:///etc/passwd", WINDOW);

  expect([asked, opened]).toEqual([[], []]);
});
