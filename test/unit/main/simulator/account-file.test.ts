import { mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ApplicationId, PageId } from "../../../../preload/contract/ids.ts";
import { openAccountBook } from "../../../../main/simulator/account-file.ts";
import type { SimulatedApplication } from "../../../../main/simulator/account-state.ts";
import { loadSimulatorIdentity, type SimulatorIdentity } from "../../../../main/simulator/identity.ts";

const PAGE = {
  pageId: PageId.parse("42"),
  accessToken: "token-of-42",
  name: null,
  applicationId: null,
};

let folder: string;
let file: string;
let identity: SimulatorIdentity;

beforeAll(async () => {
  const first = await mkdtemp(join(tmpdir(), "hookline-account-"));
  identity = await loadSimulatorIdentity(first);
  await rm(first, { recursive: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-account-"));
  file = join(folder, "simulator", "account.json");
});
afterEach(() => rm(folder, { recursive: true }));

/** The simulator's own application, under another name. */
function renamed(name: string): SimulatedApplication {
  const own = openAccountBook(folder, identity).application(identity.applicationId);
  if (own === null) throw new Error("The simulator has no application.");
  return { ...own, members: { ...own.members, name, mine: { kept: [1, null] } } };
}

describe("openAccountBook", () => {
  it("begins with the simulator's application and its Page, and without a file", async () => {
    const book = openAccountBook(folder, identity);

    expect(book.applications().map(({ id }) => id)).toEqual([identity.applicationId]);
    expect(book.pages()).toMatchObject([{ pageId: identity.pageId, applicationId: identity.applicationId }]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("finds in the next run what this one changed", () => {
    const book = openAccountBook(folder, identity);
    book.putApplication(renamed("Mine"));
    book.putPage(PAGE);
    book.removePage(identity.pageId);

    const next = openAccountBook(folder, identity);

    expect(next.pages()).toEqual([PAGE]);
    const [application] = next.applications();
    expect(application?.members).toEqual(renamed("Mine").members);
    expect(application?.publicKey.equals(identity.publicKey)).toBe(true);
  });

  it("keeps the account's setting, and reads a file of before there was one", async () => {
    const book = openAccountBook(folder, identity);
    expect(book.messagesVersion()).toBe("v1");

    book.setMessagesVersion("v0.1");
    book.removeApplication(identity.applicationId);

    expect(openAccountBook(folder, identity).messagesVersion()).toBe("v0.1");
    const { messagesVersion: _left, ...earlier } = JSON.parse(await readFile(file, "utf8"));
    await writeFile(file, JSON.stringify(earlier));
    expect(openAccountBook(folder, identity).messagesVersion()).toBe("v1");
  });

  it("does not bring back an application that was deleted", () => {
    openAccountBook(folder, identity).removeApplication(identity.applicationId);

    const next = openAccountBook(folder, identity);

    expect(next.applications()).toEqual([]);
    expect(next.pages()).toMatchObject([{ pageId: identity.pageId, applicationId: null }]);
  });

  it("starts over for good", () => {
    const book = openAccountBook(folder, identity);
    book.putApplication(renamed("Mine"));

    book.reset();

    expect(openAccountBook(folder, identity).application(identity.applicationId)?.members.name).toBe(
      "Simulated application",
    );
  });

  it("finds an application without the hyphens of its id", () => {
    const book = openAccountBook(folder, identity);

    expect(book.application(identity.applicationId.replaceAll("-", "").toUpperCase())?.id).toBe(
      identity.applicationId,
    );
    expect(book.application(ApplicationId.parse("another"))).toBeNull();
  });

  it.skipIf(process.platform === "win32")("keeps its file to its owner, and no draft of it", async () => {
    openAccountBook(folder, identity).putPage(PAGE);

    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, "simulator"))).toEqual(["account.json"]);
  });
});

describe("a damaged file", () => {
  it.each([
    ["nothing", "", "It is not JSON."],
    ["half of it", '{"format":1,"appli', "It is not JSON."],
    ["a list", "[]", "Its member list is not as written."],
    ["another format", '{"format":2}', "Its member format is not as written."],
    [
      "an application without a name",
      '{"format":1,"apiKey":"a","applications":[{"id":"a","publicKey":"a","members":{}}],"pages":[]}',
      "Its member applications.0.members.name is not as written.",
    ],
    [
      "another account",
      '{"format":1,"apiKey":"other","applications":[],"pages":[]}',
      "It is of another simulated account.",
    ],
  ])("that holds %s is refused, and left", async (_what, text, reason) => {
    openAccountBook(folder, identity).putPage(PAGE);
    await writeFile(file, text);

    expect(() => openAccountBook(folder, identity)).toThrow(
      expect.objectContaining({ code: "DATA_FILE_DAMAGED", details: { file, reason } }),
    );
    expect(await readFile(file, "utf8")).toBe(text);
  });

  it("that holds a spoilt public key is refused", async () => {
    openAccountBook(folder, identity).putPage(PAGE);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("BEGIN PUBLIC KEY", "BEGIN PUBLIC HEY"));

    expect(() => openAccountBook(folder, identity)).toThrow(
      expect.objectContaining({
        code: "DATA_FILE_DAMAGED",
        details: { file, reason: "A public key in it is not as written." },
      }),
    );
  });

  it.skipIf(process.platform === "win32")("that is a symbolic link is refused", async () => {
    openAccountBook(folder, identity).putPage(PAGE);
    await rm(file);
    await writeFile(join(folder, "elsewhere"), "{}");
    await symlink(join(folder, "elsewhere"), file);

    expect(() => openAccountBook(folder, identity)).toThrow(
      expect.objectContaining({ code: "DATA_FILE_DAMAGED" }),
    );
  });
});

it("changes nothing when it cannot save", async () => {
  const book = openAccountBook(folder, identity);
  await writeFile(join(folder, "simulator"), "in the folder's place");

  const reason = `${file} could not be written. A file stands where a folder should be.`;
  expect(() => book.putPage(PAGE)).toThrow(
    expect.objectContaining({ code: "DATA_WRITE_FAILED", details: { reason } }),
  );
  expect(book.page(PAGE.pageId)).toBeNull();
});
