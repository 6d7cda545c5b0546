import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { bindPort, listenOn, type BoundPort } from "../../../../main/network/port-wish.ts";

function refused(code: string): Error {
  return Object.assign(new Error(`listen ${code}`), { code });
}

const NAMED = { server: "page", option: "--x-port" } as const;

function ask(code: string): Promise<BoundPort> {
  return bindPort({ port: 80, isExplicit: true }, NAMED, () => Promise.reject(refused(code)));
}

describe("a wished port", () => {
  it.each(["EADDRINUSE", "EACCES"])("is left for a spare one when a default fails by %s", async (code) => {
    const bound = await bindPort({ port: 80, isExplicit: false }, NAMED, async (port) => {
      if (port < 4821) throw refused(code);
      return port;
    });

    expect(bound).toEqual({ port: 4821, movedFrom: 80 });
  });

  it("is told apart when it was asked for: taken, or kept by the system", async () => {
    await expect(ask("EADDRINUSE")).rejects.toMatchObject({
      code: "LISTENER_PORT_TAKEN",
      details: { port: 80, option: "--x-port" },
    });
    await expect(ask("EACCES")).rejects.toMatchObject({
      code: "LISTENER_FAILED",
      details: { server: "page", reason: "listen EACCES" },
    });
  });

  it("of 0 is any free one, which is no move, and a server may try again after a taken one", async () => {
    const [first, second] = [createServer(), createServer()];
    const any = { port: 0, isExplicit: true };
    const listen = (server: typeof first) => (port: number) => listenOn(server, "127.0.0.1", port);
    const { port, movedFrom } = await bindPort(any, NAMED, listen(first));

    await expect(listenOn(second, "127.0.0.1", port)).rejects.toMatchObject({ code: "EADDRINUSE" });
    const other = await bindPort(any, NAMED, listen(second));
    first.close();
    second.close();

    expect(movedFrom).toBeNull();
    expect(other.port).not.toBe(port);
  });
});
