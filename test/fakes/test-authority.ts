// A certificate authority of the test's own, as a company has one, and certificates that it signs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Key and certificate of a server, as `createServer` of node:https takes them. */
export interface ServerCertificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** The authority. */
export interface TestAuthority {
  /** Its own certificate. */
  readonly pem: string;
  /** A file with it. */
  readonly file: string;
  /** A certificate for this name; `days` may be negative for one that has expired. */
  certify(name: string, options?: { readonly days?: number }): ServerCertificate;
  /** Removes its files. */
  remove(): void;
}

/** Makes one in a folder of its own. */
export function createTestAuthority(): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), "hookline-authority-"));
  const openssl = (args: readonly string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  };
  openssl([
    "req",
    "-x509",
    "-days",
    "30",
    "-subj",
    "/CN=Authority",
    "-out",
    "ca.pem",
    ...newKey("ca-key.pem"),
  ]);
  const file = join(folder, "ca.pem");
  let count = 0;
  return {
    pem: readFileSync(file, "utf8"),
    file,
    certify(name, { days = 7 } = {}) {
      count += 1;
      const [key, request, cert, extensions] = ["key", "request", "cert", "extensions"].map(
        (part) => `${part}-${count}.pem`,
      ) as [string, string, string, string]; // as many as named
      const kind = /^[\d.]+$/.test(name) ? "IP" : "DNS";
      writeFileSync(join(folder, extensions), `subjectAltName=${kind}:${name}\n`);
      openssl(["req", "-subj", `/CN=${name}`, "-out", request, ...newKey(key)]);
      const signed = `x509 -req -in ${request} -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile ${extensions}`;
      openssl([...signed.split(" "), "-out", cert, "-days", String(days)]);
      return { key: readFileSync(join(folder, key)), cert: readFileSync(join(folder, cert)) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One on an elliptic curve, which is made in no time. */
function newKey(file: string): readonly string[] {
  return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", file];
}
