import { execFileSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "../../../../preload/contract/errors.ts";
import { fingerprintOf, readPrivateKey } from "../../../../main/credentials/private-key.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pkcs8 = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const pkcs1 = pair.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const spki = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
const certificate = "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n";

function refusal(text: string): { code: string; details: Record<string, unknown> } {
  try {
    readPrivateKey(text);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error("The key was accepted.");
}

describe("a key as it was issued", () => {
  it.each([
    ["PKCS#8", pkcs8],
    ["PKCS#1", pkcs1],
  ] as const)("reads %s and stores it as PKCS#8", (format, pem) => {
    const read = readPrivateKey(pem);

    expect(read.summary).toEqual({
      fingerprint: fingerprintOf(pair.publicKey),
      bits: 2048,
      format,
      repairs: [],
    });
    expect(read.pkcs8Pem).toBe(pkcs8);
    expect(
      verify("sha256", Buffer.from("x"), pair.publicKey, sign("sha256", Buffer.from("x"), read.key)),
    ).toBe(true);
  });
});

describe("a key that copying broke", () => {
  const oneLine = pkcs8.trim().split("\n").join("");
  it.each([
    ["a byte order mark", `\uFEFF${pkcs8}`, ["byte order mark removed"]],
    ["Windows line breaks", pkcs8.replaceAll("\n", "\r\n"), ["Windows line breaks turned into plain ones"]],
    ["no final line break", pkcs8.trimEnd(), ["missing line break at the end added"]],
    ["literal \\n", pkcs8.replaceAll("\n", "\\n"), ["literal \\n turned into line breaks"]],
    ["literal \\r\\n", pkcs8.replaceAll("\n", "\\r\\n"), ["literal \\n turned into line breaks"]],
    [
      "quotes and literal \\n",
      JSON.stringify(pkcs8),
      ["quotes around it removed", "literal \\n turned into line breaks"],
    ],
    ["single quotes", `'${pkcs8}'`, ["quotes around it removed"]],
    ["indentation", pkcs8.replaceAll(/^(?=.)/gm, "    "), ["white space around it removed"]],
    ["no line breaks at all", `${oneLine}\n`, ["lost line breaks put back"]],
    [
      "spaces instead of line breaks",
      `${pkcs8.trim().split("\n").join(" ")}\n`,
      ["lost line breaks put back"],
    ],
    [
      "a PKCS#1 key under the other label",
      pkcs1.replaceAll("RSA PRIVATE", "PRIVATE"),
      ["first line corrected: what is inside is PKCS#1"],
    ],
    ["a certificate beside it", `${certificate}${pkcs8}`, ["text beside the key left out"]],
    ["a variable's name before it", `VONAGE_PRIVATE_KEY=${pkcs8}`, ["text beside the key left out"]],
  ] as const)("mends %s and says so", (_name, text, repairs) => {
    const read = readPrivateKey(text);

    expect({ pem: read.pkcs8Pem, repairs: read.summary.repairs }).toEqual({ pem: pkcs8, repairs });
  });
});

describe("a file that is no usable private key", () => {
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const ed = generateKeyPairSync("ed25519").privateKey;
  const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey;
  const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
  const cipher = { cipher: "aes-256-cbc", passphrase: "secret" } as const;
  const body = pkcs8.split("\n").slice(1, -2).join("\n");

  it.each([
    ["nothing", "", "CREDENTIALS_KEY_EMPTY", {}],
    ["white space only", " \r\n\t", "CREDENTIALS_KEY_EMPTY", {}],
    ["other text", "hello there", "CREDENTIALS_KEY_NOT_PEM", { begins: "hell…" }],
    [
      "a PuTTY key",
      "PuTTY-User-Key-File-3: ssh-rsa",
      "CREDENTIALS_KEY_NOT_PEM",
      { begins: "PuTTY-User-Key-File" },
    ],
    ["a DER file", "0\u0082\u0004\u00bd\u0002", "CREDENTIALS_KEY_NOT_PEM", { begins: "0···…" }],
    [
      "a PGP key",
      "-----BEGIN PGP PRIVATE KEY BLOCK-----\n",
      "CREDENTIALS_KEY_NOT_PEM",
      { begins: "-----BEGIN PGP PRIVATE KEY BLOCK-----" },
    ],
    ["a public key", spki, "CREDENTIALS_KEY_PUBLIC", { begins: "-----BEGIN PUBLIC KEY-----" }],
    [
      "a PKCS#1 public key",
      pair.publicKey.export({ type: "pkcs1", format: "pem" }).toString(),
      "CREDENTIALS_KEY_PUBLIC",
      { begins: "-----BEGIN RSA PUBLIC KEY-----" },
    ],
    ["an SSH public key", "ssh-rsa AAAA me@here", "CREDENTIALS_KEY_PUBLIC", { begins: "ssh-rsa" }],
    ["a certificate", certificate, "CREDENTIALS_KEY_CERTIFICATE", { begins: "-----BEGIN CERTIFICATE-----" }],
    [
      "an encrypted PKCS#8 key",
      pair.privateKey.export({ type: "pkcs8", format: "pem", ...cipher }).toString(),
      "CREDENTIALS_KEY_ENCRYPTED",
      { begins: "-----BEGIN ENCRYPTED PRIVATE KEY-----" },
    ],
    [
      "an encrypted PKCS#1 key",
      pair.privateKey.export({ type: "pkcs1", format: "pem", ...cipher }).toString(),
      "CREDENTIALS_KEY_ENCRYPTED",
      { begins: "-----BEGIN RSA PRIVATE KEY-----" },
    ],
    [
      "an EC key",
      ec.export({ type: "sec1", format: "pem" }).toString(),
      "CREDENTIALS_KEY_NOT_RSA",
      { kind: "EC" },
    ],
    [
      "an EC key in PKCS#8",
      ec.export({ type: "pkcs8", format: "pem" }).toString(),
      "CREDENTIALS_KEY_NOT_RSA",
      { kind: "EC" },
    ],
    [
      "an Ed25519 key",
      ed.export({ type: "pkcs8", format: "pem" }).toString(),
      "CREDENTIALS_KEY_NOT_RSA",
      { kind: "ED25519" },
    ],
    [
      "an RSA-PSS key",
      pss.export({ type: "pkcs8", format: "pem" }).toString(),
      "CREDENTIALS_KEY_NOT_RSA",
      { kind: "RSA-PSS" },
    ],
    [
      "a key of 1024 bits",
      short.export({ type: "pkcs8", format: "pem" }).toString(),
      "CREDENTIALS_KEY_TOO_SHORT",
      { bits: 1024 },
    ],
    ["a key without its last line", pkcs8.slice(0, pkcs8.indexOf("-----END")), "CREDENTIALS_KEY_DAMAGED", {}],
    ["a key without its last line and part of its body", pkcs8.slice(0, 600), "CREDENTIALS_KEY_DAMAGED", {}],
    ["a key with a line missing", pkcs8.replace(/\n.{64}\n/, "\n"), "CREDENTIALS_KEY_DAMAGED", {}],
    ["a key with a foreign character in it", pkcs8.replace(/\n(.)/, "\n*"), "CREDENTIALS_KEY_DAMAGED", {}],
    [
      "a key without its first line's hyphens",
      pkcs8.replace("-----BEGIN", "BEGIN"),
      "CREDENTIALS_KEY_DAMAGED",
      {},
    ],
    [
      "a key with no body",
      "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
      "CREDENTIALS_KEY_DAMAGED",
      {},
    ],
    [
      "a key with another end than beginning",
      `-----BEGIN PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----\n`,
      "CREDENTIALS_KEY_DAMAGED",
      {},
    ],
    ["two keys", pkcs8 + pkcs1, "CREDENTIALS_KEY_SEVERAL", { count: 2 }],
  ] as const)("refuses %s in its own words", (_name, text, code, details) => {
    expect(refusal(text)).toEqual({ code, details });
  });

  it("refuses a key whose numbers do not belong together", () => {
    const jwk = pair.privateKey.export({ format: "jwk" });
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
    const mixed = createPrivateKey({ format: "jwk", key: { ...jwk, n: other.n ?? "" } });

    const error = refusal(mixed.export({ type: "pkcs8", format: "pem" }).toString());

    expect(error).toEqual({ code: "CREDENTIALS_KEY_DAMAGED", details: {} });
  });

  it("refuses the form that ssh-keygen writes by default", () => {
    const folder = mkdtempSync(join(tmpdir(), "hookline-key-"));
    try {
      const file = join(folder, "id_rsa");
      execFileSync("ssh-keygen", ["-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", file]);

      const error = refusal(readFileSync(file, "utf8"));

      expect(error).toEqual({
        code: "CREDENTIALS_KEY_OPENSSH",
        details: { begins: "-----BEGIN OPENSSH PRIVATE KEY-----" },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("tells no more than four characters of another secret pasted by mistake", () => {
    const error = refusal("s3cretApiSecretOfAnAccount");

    expect(error.details).toEqual({ begins: "s3cr…" });
  });
});
