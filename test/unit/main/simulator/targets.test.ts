import { describe, expect, it } from "vitest";
import {
  describeError,
  toAppError,
  toErrorValue,
  type AppError,
} from "../../../../preload/contract/errors.ts";
import { callbackTarget, openTarget, type Target } from "../../../../main/simulator/targets.ts";

/** The address a name leads to when it is called; the error of the guard when it must not be. */
function resolve({ lookup }: Target, name: string): Promise<string> {
  return new Promise((done, fail) => {
    lookup(name, {}, (error, address) => {
      if (error === null) done(String(address));
      else fail(error);
    });
  });
}

describe("callbackTarget", () => {
  it.each([
    "http://127.0.0.1:4817/webhooks/inbound",
    "http://localhost:3000/",
    "https://LOCALHOST/",
    "http://[::1]:8080/",
    "http://127.8.9.1/",
    "http://2130706433/",
    "http://[::ffff:127.0.0.1]/",
  ])("calls this computer: %s", (address) => {
    expect(callbackTarget(address, []).url.href).toBe(new URL(address).href);
  });

  it.each([
    "http://example.com/",
    "http://10.0.0.1/",
    "http://0.0.0.0/",
    "http://[::]/",
    "http://localhost.example.com/",
    "http://127.0.0.1.example.com/",
    "http://[::ffff:10.0.0.1]/",
    "http://169.254.169.254/",
  ])("does not call %s", (address) => {
    expect(() => callbackTarget(address, [])).toThrow("SIMULATOR_CALLBACK_REFUSED");
  });

  it("calls a host allowed by name, and no other", () => {
    expect(callbackTarget("http://Bot.example:8080/", ["bot.EXAMPLE"]).url.hostname).toBe("bot.example");
    expect(() => callbackTarget("http://x.bot.example/", ["bot.example"])).toThrow(
      "SIMULATOR_CALLBACK_REFUSED",
    );
  });

  it.each(["http://user@127.0.0.1/", "http://u:p@127.0.0.1/", "ftp://127.0.0.1/", "nonsense"])(
    "refuses the address %s",
    (address) => {
      expect(() => callbackTarget(address, [])).toThrow("TARGET_REFUSED");
    },
  );

  it("lets localhost lead to this computer only", async () => {
    const target = callbackTarget("http://localhost/", []);

    expect(await resolve(target, "localhost")).toMatch(/^(127\.0\.0\.1|::1)$/);
    // What the name server says counts, not the name: here an address stands for its answer.
    await expect(resolve(target, "10.0.0.1")).rejects.toThrow("not called");
  });
});

describe("openTarget", () => {
  it.each([
    "http://example.com/",
    "https://10.0.0.1:8443/hook",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://0.0.0.0/",
    "http://[fd00::1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[2002:a00:1::1]/",
  ])("calls %s", (address) => {
    expect(openTarget(address).url.href).toBe(new URL(address).href);
  });

  it.each([
    "http://169.254.169.254/latest/meta-data",
    "http://[fe80::1]/",
    "http://[febf::1]/",
    "http://[fd00:ec2::254]/",
    "http://[::ffff:169.254.169.254]/",
    "http://100.100.100.200/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[64:ff9b::6464:64c8]/",
    "http://[64:ff9b:1::a9fe:a9fe]/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[::169.254.169.254]/",
    "http://224.0.0.1/",
    "http://[ff02::1]/",
    "http://metadata.google.internal/",
    "http://Metadata.Google.Internal./",
    "http://2852039166/",
  ])("does not call %s", (address) => {
    expect(() => openTarget(address)).toThrow("TARGET_REFUSED");
  });

  it("does not call a name that leads to a link-local address", async () => {
    await expect(resolve(openTarget("http://rebound.example/"), "169.254.169.254")).rejects.toThrow(
      "not called",
    );
  });

  it("never repeats the secret of an address", () => {
    expect(() => openTarget("http://user:hunter2@example.com/")).toThrow(
      expect.objectContaining({
        details: { host: "example.com", reason: expect.not.stringContaining("hunter2") },
      }),
    );
  });
});

describe("our own ports", () => {
  it.each([
    "http://127.0.0.1:4816/",
    "http://localhost:4816/",
    "http://[::1]:4816/",
    "http://a.localhost:4816/",
  ])("are refused as %s", (address) => {
    expect(() => openTarget(address, [4816])).toThrow("TARGET_OWN_PORT");
    expect(openTarget(address, [4817]).url.port).toBe("4816");
  });

  it("are refused to a callback, and to a host allowed by name", () => {
    expect(() => callbackTarget("http://127.0.0.1:4816/", [], [4816])).toThrow("TARGET_OWN_PORT");
    expect(() => callbackTarget("http://0.0.0.0:4816/", ["0.0.0.0"], [4816])).toThrow("TARGET_OWN_PORT");
  });

  it("are named as such, with what to give instead", () => {
    const refusal = caught(() => openTarget("http://localhost:4816/webhooks", [4816]));

    expect(describeError(toErrorValue(refusal))).toEqual({
      what: "Nothing was sent to localhost:4816.",
      why: expect.stringContaining("Hookline itself listens there"),
      todo: expect.stringContaining("Hookline’s inbound or status URL"),
    });
  });
});

function caught(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    return toAppError(error);
  }
  throw new Error("Nothing was thrown.");
}
