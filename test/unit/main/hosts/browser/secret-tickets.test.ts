import { describe, expect, it } from "vitest";
import { TICKET_PATH, createSecretTickets } from "../../../../../main/hosts/browser/secret-tickets.ts";
import { createFrozenClock } from "../../../../fakes/clock.ts";

async function ticketOf(tickets: ReturnType<typeof createSecretTickets>, secret: string): Promise<string> {
  const delivery = await tickets.deliver(() => Promise.resolve(secret));
  if (delivery.by !== "ticket") throw new Error("The browser host delivers by ticket.");
  return delivery.path.slice(TICKET_PATH.length);
}

describe("secret tickets", () => {
  it("gives the secret once", async () => {
    const tickets = createSecretTickets({ clock: createFrozenClock() });
    const ticket = await ticketOf(tickets, "eyJ");

    expect(await tickets.redeem(ticket)).toBe("eyJ");
    expect(await tickets.redeem(ticket)).toBeNull();
  });

  it("gives it to one of two who ask at once", async () => {
    const tickets = createSecretTickets({ clock: createFrozenClock() });
    const ticket = await ticketOf(tickets, "eyJ");

    const both = await Promise.all([tickets.redeem(ticket), tickets.redeem(ticket)]);

    expect(both.filter((secret) => secret !== null)).toEqual(["eyJ"]);
  });

  it("reads the secret only when it is taken", async () => {
    let reads = 0;
    const tickets = createSecretTickets({ clock: createFrozenClock() });
    const delivery = await tickets.deliver(async () => `read ${++reads}`);

    expect(reads).toBe(0);
    expect(
      await tickets.redeem(delivery.by === "ticket" ? delivery.path.slice(TICKET_PATH.length) : ""),
    ).toBe("read 1");
  });

  it("forgets a ticket after 30 s", async () => {
    const clock = createFrozenClock();
    const tickets = createSecretTickets({ clock });
    const inTime = await ticketOf(tickets, "a");
    clock.advance(29_999);
    expect(await tickets.redeem(inTime)).toBe("a");

    const late = await ticketOf(tickets, "b");
    clock.advance(30_000);
    expect(await tickets.redeem(late)).toBeNull();
  });

  it("makes tickets of 128 bits that differ", async () => {
    const tickets = createSecretTickets({ clock: createFrozenClock() });

    const names = await Promise.all(Array.from({ length: 20 }, () => ticketOf(tickets, "a")));

    expect(new Set(names).size).toBe(20);
    for (const name of names) expect(Buffer.from(name, "base64url")).toHaveLength(16);
  });

  it("keeps few at a time, the oldest goes first, and no timer stays", async () => {
    const clock = createFrozenClock();
    const tickets = createSecretTickets({ clock });
    const first = await ticketOf(tickets, "first");
    const second = await ticketOf(tickets, "second");
    for (let more = 0; more < 31; more += 1) await ticketOf(tickets, "more");

    expect(await tickets.redeem(first)).toBeNull();
    expect(await tickets.redeem(second)).toBe("second");
    expect(clock.pending()).toBe(31);
  });
});
