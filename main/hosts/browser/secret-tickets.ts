// Brings a secret to the clipboard of a browser by a single-use address.
// Threat model: a secret must not pass through calls, topics or page state, must not be readable by another site
// (the address is unguessable, POST and same-origin only), and must not be readable twice or late.
import { randomBytes } from "node:crypto";
import type { SecretDelivery } from "../../../preload/contract/jwt.ts";
import type { Clock, SecretClipboard } from "../../ports.ts";

/** Where tickets are taken, followed by 128 random bits. */
export const TICKET_PATH = "/secret/";
const TICKET_LIFETIME_MS = 30_000;
/** More than a person can press for; the oldest goes first. */
const MAX_TICKETS = 32;

/** The browser host's clipboard, and the side of it that the HTTP server redeems. */
export interface SecretTickets extends SecretClipboard {
  /** Reads the secret behind a ticket, once; null when there is none (any more). */
  redeem(ticket: string): Promise<string | null>;
}

interface Ticket {
  readonly read: () => Promise<string>;
  readonly cancelExpiry: () => void;
}

/** Makes the {@link SecretTickets} of one run. */
export function createSecretTickets({ clock }: { readonly clock: Clock }): SecretTickets {
  const tickets = new Map<string, Ticket>();

  function drop(name: string): void {
    tickets.get(name)?.cancelExpiry();
    tickets.delete(name);
  }

  return {
    through: "page",
    async deliver(read): Promise<SecretDelivery> {
      const name = randomBytes(16).toString("base64url");
      const [oldest] = tickets.keys();
      if (tickets.size >= MAX_TICKETS && oldest !== undefined) drop(oldest);
      tickets.set(name, { read, cancelExpiry: clock.after(TICKET_LIFETIME_MS, () => tickets.delete(name)) });
      return { by: "ticket", path: TICKET_PATH + name };
    },

    async redeem(name) {
      const ticket = tickets.get(name);
      if (ticket === undefined) return null;
      // Gone before it is read, so that two requests at once cannot both have it.
      drop(name);
      return ticket.read();
    },
  };
}
