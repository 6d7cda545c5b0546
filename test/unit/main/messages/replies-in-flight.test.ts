import { expect, it } from "vitest";
import { createRepliesInFlight } from "../../../../main/messages/replies-in-flight.ts";
import type { SendReply } from "../../../../main/messages/send-reply.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";
import { draftOf } from "../../../fakes/drafts.ts";

type SentReply = Awaited<ReturnType<SendReply>>;

/** What is asked of Vonage, for a test to answer. */
function heldReplies(): { readonly send: SendReply; readonly fail: (index: number) => void } {
  const held: ((error: Error) => void)[] = [];
  return {
    send: () => new Promise<SentReply>((_resolve, reject) => held.push(reject)),
    fail: (index) => held[index]?.(new Error("answered")),
  };
}

it("waits for a reply that began while another was awaited", async () => {
  const replies = createRepliesInFlight({ clock: createFrozenClock() });
  const { send, fail } = heldReplies();
  const watched = replies.watched(send);
  const told: string[] = [];
  const first = watched(draftOf()).catch(() => told.push("first"));
  const stopped = replies.stop().then(() => told.push("stopped"));
  const second = watched(draftOf()).catch(() => told.push("second"));

  fail(0);
  await first;
  await new Promise((resolve) => setImmediate(resolve));
  fail(1);
  await Promise.all([second, stopped]);

  expect(told).toEqual(["first", "second", "stopped"]);
});

it("gives up what begins after the stop, and leaves no timer", async () => {
  const clock = createFrozenClock();
  const replies = createRepliesInFlight({ clock });

  await replies.stop();

  expect({ isEnded: replies.signal.aborted, pending: clock.pending() }).toEqual({
    isEnded: true,
    pending: 0,
  });
});
