import { describe, expect, it } from "vitest";
import { ServedFileId, type ServedFile } from "../../../../../preload/contract/media.ts";
import { movedAddress } from "../../../../../renderer/features/media/moved-address.ts";
import {
  describeEnd,
  describeFetches,
  describeFile,
  describeServing,
  fileWarnings,
  tunnelHint,
} from "../../../../../renderer/features/media/served-words.ts";

const NOW = 1_577_887_200_000;
const HOUR_MS = 3_600_000;

function file(changes: Partial<ServedFile> = {}): ServedFile {
  return {
    id: ServedFileId.parse("a"),
    name: "bike.png",
    bytes: 2_190,
    kind: "image",
    contentType: "image/png",
    url: "https://bike-bot.localtunnel.me/.hookline/file/x.png",
    servedAt: NOW,
    expiresAt: NOW + HOUR_MS,
    fetches: 0,
    lastFetchAt: null,
    waitingMessages: 0,
    ...changes,
  };
}

describe("the words about a served file", () => {
  it("say what it is", () => {
    expect(describeFile(file())).toBe("image, 2.2\u00a0kB");
  });

  it.each([
    [0, 0, "1\u00a0h left, not fetched yet"],
    [HOUR_MS - 90_000, 0, "1\u00a0min 30\u00a0s left, not fetched yet"],
    [60_000, 1, "59\u00a0min left, or until the message is delivered, not fetched yet"],
    [60_000, 2, "59\u00a0min left, or until 2 messages are delivered, not fetched yet"],
  ])("say for how long it is served (%d ms, %d messages)", (passed, waitingMessages, words) => {
    expect(describeServing(file({ waitingMessages }), NOW + passed)).toBe(words);
  });

  it("say nothing of its time where nobody can fetch it", () => {
    expect(describeServing(file({ url: null, fetches: 2 }), NOW)).toBe("fetched twice");
  });

  it.each([
    ["off", 0, "A file gets its public address from the tunnel, and none is open."],
    ["off", 1, "Open the tunnel, and Messenger can fetch it."],
    ["failed", 2, "Open the tunnel, and Messenger can fetch them."],
    ["reconnecting", 1, "The tunnel is reconnecting. Until then nobody can fetch a file from this computer."],
  ] as const)("say what to do while the tunnel is %s and %d files are served", (state, waiting, words) => {
    expect(tunnelHint(state, waiting)).toBe(words);
  });

  it.each([
    [0, "not fetched yet"],
    [1, "fetched once"],
    [2, "fetched twice"],
    [1_284, "fetched 1,284 times"],
  ])("say how often it was fetched (%d)", (fetches, words) => {
    expect(describeFetches({ fetches })).toBe(words);
  });

  it.each([
    ["delivered", "“bike.png” was delivered, so it is served no longer."],
    ["expired", "The hour of “bike.png” is over, so it is served no longer."],
    ["stopped", "“bike.png” is served no longer."],
    ["missing", "The copy of “bike.png” was deleted from the data folder, so it is served no longer."],
  ] as const)("say how it ended (%s)", (why, words) => {
    expect(describeEnd({ name: "bike.png", why })).toBe(words);
  });

  it("warn of an image that Meta takes for too large, and of an address that is not https", () => {
    const large = file({ bytes: 9 * 1024 * 1024, url: "http://bike-bot.localhost:1/.hookline/file/x.png" });

    expect(fileWarnings(large)).toEqual([
      "Meta takes images of up to 8\u00a0MB by address. This one is larger.",
      "The tunnel’s address is not https, which Messenger asks for.",
    ]);
    expect(fileWarnings({ ...large, kind: "video", url: null })).toEqual([]);
    expect(fileWarnings(file())).toEqual([]);
  });
});

describe("an address that was told", () => {
  const told = { id: "a", url: "https://old.localtunnel.me/x" };

  it.each([
    [
      "moved with the tunnel",
      [file({ url: "https://new.localtunnel.me/x" })],
      "https://new.localtunnel.me/x",
    ],
    ["is the same", [file({ url: told.url })], null],
    ["is none while the tunnel is closed", [file({ url: null })], null],
    ["went with its file", [], null],
    ["is another file's", [file({ id: ServedFileId.parse("b") })], null],
  ])("%s", (_what, active, url) => {
    expect(movedAddress(told, active)).toBe(url);
  });

  it("is none before one was told", () => {
    expect(movedAddress(null, [file()])).toBeNull();
  });
});
