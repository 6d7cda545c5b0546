// Whom TLS trusts: the authorities that come with Node, those of the system's store, and those of NODE_EXTRA_CA_CERTS.
// Companies whose proxy reads along put its authority into one of the latter two.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from "node:tls";
import type { Authorities } from "../../preload/contract/network.ts";
import type { Environment } from "./environment-way.ts";

/** What is trusted, read once when it is first needed: a system's store takes a moment. */
export interface Trust {
  /** For connections; undefined = Node's own. */
  secureContext(): SecureContext | undefined;
  /** How many came from where. */
  authorities(): Authorities;
}

interface TrustParts {
  readonly environment: Environment;
  /** PEM certificates of the system's store. */
  readonly system?: () => readonly string[];
}

const VARIABLE = "NODE_EXTRA_CA_CERTS";
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Makes it; nothing is read yet. */
export function createTrust({ environment, system = () => getCACertificates("system") }: TrustParts): Trust {
  let read: { readonly secureContext: SecureContext | undefined; readonly authorities: Authorities } | null =
    null;

  const readOnce = (): NonNullable<typeof read> => {
    const ofSystem = readSystem(system);
    const extra = readExtra(environment);
    const problem = extra.problem ?? ofSystem.problem;
    const added = [...new Set([...ofSystem.pems, ...extra.pems])];
    return {
      // Node's default list already has what Node itself read of the variable, which a packaged Electron does not.
      secureContext:
        added.length === 0
          ? undefined
          : createSecureContext({ ca: [...new Set([...getCACertificates("default"), ...added])] }),
      authorities: {
        bundled: rootCertificates.length,
        system: new Set(ofSystem.pems).size,
        extra: extra.pems.length,
        problem,
      },
    };
  };

  return {
    secureContext: () => (read ??= readOnce()).secureContext,
    authorities: () => (read ??= readOnce()).authorities,
  };
}

interface Found {
  readonly pems: readonly string[];
  readonly problem: string | null;
}

function readSystem(system: () => readonly string[]): Found {
  try {
    return { pems: system(), problem: null };
  } catch (error) {
    // What comes with Node is trusted all the same; the doctor tells of it.
    return { pems: [], problem: `The system’s store cannot be read: ${wordsOf(error)}.` };
  }
}

/** Read here once more, since Node reads it only as it starts, and Electron only where a fuse lets it. */
function readExtra(environment: Environment): Found {
  const file = environment[VARIABLE] ?? "";
  if (file === "") return { pems: [], problem: null };
  try {
    const pems = (readFileSync(file, "utf8").match(PEM) ?? []).map((pem) =>
      new X509Certificate(pem).toString(),
    );
    const problem = pems.length === 0 ? `The file that ${VARIABLE} names holds no certificate in PEM.` : null;
    return { pems, problem };
  } catch (error) {
    return { pems: [], problem: `The file that ${VARIABLE} names cannot be read: ${wordsOf(error)}.` };
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
