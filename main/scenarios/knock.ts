// Tries whether an app listens, without a word to it.
import { connect } from "node:net";
import { codeOf, plainReason } from "../network/request-trouble.ts";
import type { Clock } from "../ports.ts";

/** Whether somebody listens there: null = yes; else why not. */
export function knock(address: URL, limitMs: number, clock: Clock): Promise<string | null> {
  return new Promise((resolve) => {
    const port = Number(address.port) || (address.protocol === "https:" ? 443 : 80);
    const socket = connect({ host: address.hostname.replace(/^\[|\]$/g, ""), port });
    const settle = (reason: string | null): void => {
      cancel();
      socket.destroy();
      resolve(reason);
    };
    const cancel = clock.after(limitMs, () => settle("no connection came about"));
    socket.once("connect", () => settle(null));
    socket.once("error", (error) =>
      settle(codeOf(error) === "ECONNREFUSED" ? "nothing listens on that port" : plainReason(error)),
    );
  });
}
