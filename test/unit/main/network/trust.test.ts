// Whom TLS trusts, by files as companies hand them out.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTrust } from "../../../../main/network/trust.ts";
import { createTestAuthority, type TestAuthority } from "../../../fakes/test-authority.ts";

let authority: TestAuthority;
let other: TestAuthority;
let folder: string;
beforeAll(() => {
  authority = createTestAuthority();
  other = createTestAuthority();
  folder = mkdtempSync(join(tmpdir(), "hookline-trust-"));
});
afterAll(() => {
  authority.remove();
  other.remove();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const bundled = rootCertificates.length;
const none = () => [];

function locked(): never {
  throw new Error("no keychain");
}

describe("trust", () => {
  it("is left to Node where nothing is added", () => {
    const trust = createTrust({ environment: { NODE_EXTRA_CA_CERTS: "" }, system: none });

    expect(trust.secureContext()).toBeUndefined();
    expect(trust.authorities()).toEqual({ bundled, system: 0, extra: 0, problem: null });
  });

  it("counts the system's store once, although it may name one twice", () => {
    const trust = createTrust({ environment: {}, system: () => [authority.pem, authority.pem, other.pem] });

    expect(trust.authorities()).toEqual({ bundled, system: 2, extra: 0, problem: null });
    expect(trust.secureContext()).toBeDefined();
  });

  it("takes every certificate of the file, with what stands between them", () => {
    const text = `# Office\r\n${authority.pem}\r\nAnother:\n${other.pem}`;
    const environment = { NODE_EXTRA_CA_CERTS: file("both.pem", text) };

    expect(createTrust({ environment, system: none }).authorities()).toEqual({
      bundled,
      system: 0,
      extra: 2,
      problem: null,
    });
  });

  it.each([
    [
      "a file that is not there",
      () => join(folder, "none.pem"),
      /^The file that NODE_EXTRA_CA_CERTS names cannot be read: ENOENT/,
    ],
    [
      "a file without one",
      () => file("empty.pem", "nothing"),
      /^The file that NODE_EXTRA_CA_CERTS names holds no certificate/,
    ],
    [
      "a damaged one",
      () => file("bad.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
      /^The file that NODE_EXTRA_CA_CERTS names cannot be read: /,
    ],
  ])("tells of %s, and stays Node's", (_what, path, problem) => {
    const trust = createTrust({ environment: { NODE_EXTRA_CA_CERTS: path() }, system: none });

    expect(trust.authorities()).toEqual({
      bundled,
      system: 0,
      extra: 0,
      problem: expect.stringMatching(problem),
    });
    expect(trust.secureContext()).toBeUndefined();
  });

  it("tells of a system's store that cannot be read, and goes on with the rest", () => {
    const trust = createTrust({ environment: { NODE_EXTRA_CA_CERTS: authority.file }, system: locked });

    expect(trust.authorities()).toEqual({
      bundled,
      system: 0,
      extra: 1,
      problem: "The system’s store cannot be read: no keychain.",
    });
    expect(trust.secureContext()).toBeDefined();
  });

  it("reads the store once, and not before it is needed", () => {
    let reads = 0;
    const trust = createTrust({
      environment: {},
      system() {
        reads += 1;
        return [authority.pem];
      },
    });
    const before = reads;

    const first = trust.secureContext();
    const again = [trust.secureContext() === first, trust.authorities().system];

    expect({ before, reads, again }).toEqual({ before: 0, reads: 1, again: [true, 1] });
  });
});
