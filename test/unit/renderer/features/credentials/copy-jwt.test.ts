import { describe, expect, it } from "vitest";
import type { Bridge, CallInput, CallName } from "../../../../../preload/contract/contract.ts";
import { SIMULATED_WORKSPACE } from "../../../../../preload/contract/ids.ts";
import type { SecretDelivery } from "../../../../../preload/contract/jwt.ts";
import {
  copyJwt,
  type JwtCopy,
  type JwtCopyPorts,
} from "../../../../../renderer/features/credentials/copy-jwt.ts";

const preview = { header: { alg: "RS256" }, claims: { jti: "1" }, issuedAt: 0, expiresAt: 900_000 };
const chip: JwtCopy = { workspace: SIMULATED_WORKSPACE, form: "token", source: "chip" };

/** A page with its outside world: what it asked the host, and what its clipboard holds. */
function page(world: {
  readonly host: JwtCopyPorts["host"];
  readonly delivery: SecretDelivery;
  readonly answer?: Response;
  readonly clipboard?: "none" | "refuses";
}) {
  const calls: [CallName, unknown][] = [];
  const fetched: string[] = [];
  const clipboard: string[] = [];
  const bridge = {
    call: (name: CallName, input: CallInput<CallName>) => {
      calls.push([name, input]);
      return Promise.resolve({
        ok: true,
        value: name === "jwt.mint" ? preview : { delivery: world.delivery, preview },
      });
    },
    subscribe: () => () => {},
    // A bridge that answers two calls only; the others are never asked here.
  } as unknown as Bridge;
  const ports: JwtCopyPorts = {
    bridge,
    host: world.host,
    writeText:
      world.clipboard === "none"
        ? null
        : async (text) => {
            const blob = await text;
            if (world.clipboard === "refuses") throw new Error("Document is not focused.");
            clipboard.push(`${blob.type}: ${await blob.text()}`);
          },
    fetch: (input) => {
      fetched.push(String(input));
      return Promise.resolve(
        world.answer ?? new Response("a.b.c", { headers: { "content-type": "text/plain; charset=utf-8" } }),
      );
    },
  };
  return { ports, calls, fetched, clipboard };
}

const ticket: SecretDelivery = { by: "ticket", path: "/secret/abc" };

describe("copyJwt", () => {
  it("takes the token from the single-use address straight to the clipboard", async () => {
    const { ports, fetched, clipboard } = page({ host: "browser", delivery: ticket });

    const copied = await copyJwt(chip, ports);

    expect(copied).toEqual({ ok: true, value: preview });
    expect(fetched).toEqual(["/secret/abc"]);
    expect(clipboard).toEqual(["text/plain: a.b.c"]);
  });

  it("leaves the clipboard to the desktop", async () => {
    const { ports, fetched, clipboard } = page({ host: "electron", delivery: { by: "host" } });

    const copied = await copyJwt(chip, ports);

    expect([copied, fetched, clipboard]).toEqual([{ ok: true, value: preview }, [], []]);
  });

  it("mints the chip's token anew before it copies it", async () => {
    const { ports, calls } = page({ host: "browser", delivery: ticket });

    await copyJwt({ ...chip, source: "mint" }, ports);

    expect(calls).toEqual([
      ["jwt.mint", { workspace: "simulated", lifetimeSeconds: 900 }],
      ["jwt.copy", { workspace: "simulated", form: "token" }],
    ]);
  });

  it("copies one built to order", async () => {
    const { ports, calls } = page({ host: "browser", delivery: ticket });
    const request = { workspace: SIMULATED_WORKSPACE, lifetimeSeconds: 60 };

    await copyJwt({ ...chip, form: "curl", source: request }, ports);

    expect(calls).toEqual([["jwt.copy", { workspace: "simulated", form: "curl", request }]]);
  });

  it("asks for no token when the page has no clipboard", async () => {
    const { ports, calls } = page({ host: "browser", delivery: ticket, clipboard: "none" });

    const copied = await copyJwt(chip, ports);

    expect(copied).toEqual({ ok: false, error: { code: "CLIPBOARD_UNAVAILABLE", details: {} } });
    expect(calls).toEqual([]);
  });

  it("says why the browser refused", async () => {
    const { ports } = page({ host: "browser", delivery: ticket, clipboard: "refuses" });

    const copied = await copyJwt(chip, ports);

    expect(copied).toEqual({
      ok: false,
      error: { code: "CLIPBOARD_REFUSED", details: { reason: "Document is not focused." } },
    });
  });

  it("copies nothing when the single-use address was used before", async () => {
    const { ports, clipboard } = page({
      host: "browser",
      delivery: ticket,
      answer: new Response("used", { status: 410 }),
    });

    const copied = await copyJwt(chip, ports);

    expect(copied).toEqual({
      ok: false,
      error: { code: "CLIPBOARD_TICKET_REFUSED", details: { status: 410 } },
    });
    expect(clipboard).toEqual([]);
  });

  it("hands on the host's own refusal", async () => {
    const { ports } = page({ host: "browser", delivery: ticket });
    const refusal = { code: "CREDENTIALS_KEY_MISSING", details: { workspace: "Acme" } };
    const refusing = { ...ports.bridge, call: () => Promise.resolve({ ok: false as const, error: refusal }) };

    const copied = await copyJwt(chip, { ...ports, bridge: refusing });

    expect(copied).toEqual({ ok: false, error: refusal });
  });
});
