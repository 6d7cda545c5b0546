// A look-alike of Vonage and Messenger on this computer: the first workspace of every Hookline, and what tests talk to.
import { SimulatorTiming } from "../../preload/contract/simulator.ts";
import { createAccountBook } from "./account-book.ts";
import { firstAccountState } from "./account-state.ts";
import { createCallbacks } from "./callbacks.ts";
import { createConversations } from "./conversations.ts";
import { createDeliveryLog } from "./delivery-log.ts";
import { NO_FAULTS, switchFaults } from "./faults.ts";
import { createHappenings } from "./happenings.ts";
import { createHeldBack } from "./held-back.ts";
import { createOutbox } from "./outbox.ts";
import { createPeople } from "./people.ts";
import { createPersonActs } from "./person-acts.ts";
import { createRandom } from "./random.ts";
import { createRecentIds } from "./recent-ids.ts";
import { createSandbox } from "./sandbox.ts";
import { createHandSender } from "./send-by-hand.ts";
import { createSentMessages } from "./sent-messages.ts";
import { createSimulatorServer } from "./server.ts";
import type { Simulator, SimulatorPorts } from "./simulator-shape.ts";
import { personOf, takeSnapshot, takeState, type SnapshotSources } from "./snapshot.ts";
import { createStatusActs } from "./status-acts.ts";
import { createVerifiedTokens } from "./verified-tokens.ts";
import { createVirtualClock } from "./virtual-clock.ts";
import { createWebhookAddresses } from "./webhook-addresses.ts";
import { createWebhookJobs } from "./webhook-jobs.ts";

export type { Simulator, SimulatorPorts } from "./simulator-shape.ts";

/** As it is without a word. */
const USUAL_TIMING = SimulatorTiming.parse({});

/** Messages of people that are remembered by their ids. */
const MOST_RECEIVED = 10_000;

/** Makes a simulator of that identity. Nothing listens or runs yet. */
export function createSimulator(ports: SimulatorPorts): Simulator {
  const { identity, clock: wireClock, log, webhookTargets, seed, onChange } = ports;
  const random = createRandom(seedOf("run", seed));
  // What people write must not depend on when the bot answers.
  const inboundRandom = createRandom(seedOf("inbound", seed));
  // Drawn as webhooks come and go: ids of messages must not depend on that.
  const webhookRandom = createRandom(seedOf("webhooks", seed));
  const clock = createVirtualClock(wireClock);
  let faults = NO_FAULTS;
  let timing = USUAL_TIMING;
  let revision = 0;
  const inForce = { faults: () => faults, timing: () => timing };
  const changed = (): void => {
    revision += 1;
    onChange?.(revision);
  };

  const book = ports.accountBook ?? createAccountBook({ first: firstAccountState(identity, null) });
  const people = createPeople({
    first: { psid: identity.psid, pageId: identity.pageId, name: null },
    stored: ports.keptPeople?.stored ?? null,
    save: (kept) => ports.keptPeople?.save(kept),
    remembered: ports.remembered ?? (() => null),
    random: webhookRandom,
  });
  const conversations = createConversations(changed);
  const sandbox = createSandbox({ clock: wireClock, random: webhookRandom });
  const happenings = createHappenings();
  const deliveries = createDeliveryLog(changed, (delivery, attempt) =>
    happenings.tell({ kind: "attempt", delivery, attempt }),
  );
  const callbacks = createCallbacks({ clock, wireClock, log, deliveries, timing: inForce.timing });
  const heldBack = createHeldBack(clock);
  const addresses = createWebhookAddresses({
    book,
    webhookTargets,
    allowedHosts: ports.allowedCallbackHosts ?? [],
    ownPorts: () => {
      const url = server.url();
      return [...(ports.ownPorts?.() ?? []), ...(url === null ? [] : [Number(new URL(url).port)])];
    },
  });
  const jobs = createWebhookJobs({ identity, clock, wireClock, random: webhookRandom });
  const sender = createHandSender({ addresses, callbacks, heldBack });
  const parts = { ...inForce, identity, book, clock, random, people, conversations, sandbox, jobs, sender };

  const received = createRecentIds(MOST_RECEIVED);
  const personActs = createPersonActs({
    ...parts,
    random: inboundRandom,
    received,
    url: () => server.url(),
  });
  const sentMessages = createSentMessages({
    clock,
    sendStatus: (message, status, errorCode) => statusActs.follow(message, status, errorCode),
    rejected: (message) => outbox.failOver(message),
  });
  const statusActs = createStatusActs({
    ...parts,
    random: inboundRandom,
    log,
    addresses,
    callbacks,
    deliveries,
    sentMessages: () => sentMessages,
  });
  const outbox = createOutbox({ ...parts, sentMessages, aimed: addresses.aimed });

  const sources = (): SnapshotSources => ({
    revision,
    url: server.url(),
    identity,
    clock,
    book,
    faults,
    timing,
    sandbox,
    people,
    sentMessages,
    callbacks,
    deliveries,
  });
  /** Runs an act, and tells of it when it is done. */
  const changing = <T>(act: () => T): T => {
    const done = act();
    changed();
    return done;
  };
  const forgetAll = (): void => {
    sentMessages.clear();
    heldBack.clear();
    callbacks.clear();
    clock.reset();
  };

  const simulator: Simulator = {
    start: (wish) => server.start(wish, ports.portOption ?? "--simulator-port"),
    async stop() {
      forgetAll();
      await server.stop();
    },
    url: () => server.url(),

    receive: personActs.receive,
    sendStatus: statusActs.sendStatus,
    read: ({ psid, pageId = personActs.usualPage() }) => changing(() => sentMessages.readAll(psid, pageId)),
    savePerson: ({ psid, pageId = personActs.usualPage(), name }) =>
      changing(() => personOf(people.save({ psid, pageId, name }), sentMessages)),
    removePerson: ({ psid, pageId = personActs.usualPage() }) =>
      changing(() => {
        people.remove(psid, pageId);
        conversations.forget(psid, pageId);
      }),
    conversation({ psid, pageId = personActs.usualPage() }) {
      const person = people.find(psid, pageId);
      return {
        person: person === null ? null : personOf(person, sentMessages),
        messages: conversations.of(psid, pageId).map((message) => ({
          ...message,
          statuses: message.from === "page" ? [...sentMessages.statusesOf(message.messageUuid)] : [],
        })),
      };
    },

    setFaults: (switches) =>
      changing(() => {
        faults = switchFaults(switches);
      }),
    setTiming: (changes) =>
      changing(() => {
        timing = changes;
      }),
    setSandbox: (settings) => changing(() => sandbox.set(settings)),
    async play(wish) {
      let before: number | null = null;
      const played = await clock.play(wish, async () => {
        if (before === null) changed();
        // Those of an earlier play that this one waited for are not its own.
        before ??= callbacks.attempts();
        await callbacks.settled();
      });
      changed();
      const attempts = callbacks.attempts() - (before ?? callbacks.attempts());
      return { ...played, attempts, now: clock.now() };
    },

    glance: () => ({ faults, aheadMs: clock.aheadMs() }),
    wroteAt: ({ psid, pageId }) => people.wroteAt(psid, pageId),
    state: () => takeSnapshot(sources()),
    shortState: () => takeState(sources()),
    delivery: (id) => deliveries.story(id),
    watch: (listener) => happenings.watch(listener),
    aim: (at) => callbacks.giveUpOn(addresses.aim(at)),
    reseed(next) {
      random.reseed(seedOf("run", next));
      inboundRandom.reseed(seedOf("inbound", next));
      webhookRandom.reseed(seedOf("webhooks", next));
    },
    reset() {
      // First what has to be written down: if that cannot be, nothing is changed.
      book.reset();
      people.clear();
      received.clear();
      forgetAll();
      faults = NO_FAULTS;
      timing = USUAL_TIMING;
      conversations.clear();
      deliveries.clear();
      sandbox.reset();
      changed();
    },
  };

  const server = createSimulatorServer({
    ...inForce,
    identity,
    book,
    clock: wireClock,
    log,
    random,
    verifiedTokens: createVerifiedTokens(),
    sandbox,
    simulator,
    accept: outbox.accept,
    knows: (messageUuid) => received.has(messageUuid) || sentMessages.get(messageUuid) !== null,
    requested: (seen) => happenings.tell({ kind: "request", seen }),
  });
  return simulator;
}

/** Each kind of id has a row of its own. */
function seedOf(kind: string, seed: number | null | undefined): string | undefined {
  return seed === null || seed === undefined ? undefined : `${kind} ${seed}`;
}
