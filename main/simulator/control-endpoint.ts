// The simulator's own endpoints, for scripts and tests: play people, send a status, break things, play time, start over.
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { PayloadVersion } from "../../preload/contract/event.ts";
import { PageId, Psid } from "../../preload/contract/ids.ts";
import {
  FaultSwitches,
  PersonAtPage,
  PersonToSave,
  SandboxSettings,
  SimulatedMessage,
  SimulatedStatus,
  SimulatorTiming,
  TimeToPlay,
  type SimulatedDelivery,
} from "../../preload/contract/simulator.ts";
import { addControlRoute, type ControlRoute, type Done } from "./control-route.ts";
import type { SimulatorServerPorts } from "./server.ts";

const ReadRequest = z.strictObject({ psid: Psid.optional(), pageId: PageId.optional() });
const AccountSettings = z.strictObject({ messagesVersion: PayloadVersion });
const DeliveryQuery = z.strictObject({ id: z.coerce.number().pipe(z.int()) });
const Nothing = z.strictObject({});

/** Adds the control endpoints, all behind `Authorization: Bearer <controlKey>`. */
export function addControlEndpoint(
  app: FastifyInstance,
  { identity, book, simulator }: SimulatorServerPorts,
): void {
  const route = <S extends z.ZodType>(
    method: ControlRoute<S>["method"],
    url: string,
    input: S,
    act: ControlRoute<S>["act"],
  ): void => addControlRoute(app, identity.controlKey, { method, url: `/simulator/${url}`, input, act });

  route("POST", "inbound", SimulatedMessage, async (message) => sent(await simulator.receive(message)));
  route("POST", "status", SimulatedStatus, async (status) => sent(await simulator.sendStatus(status)));
  route("POST", "read", ReadRequest, ({ psid = identity.psid, pageId }) => ({
    status: 202,
    body: { message_uuids: simulator.read({ psid, pageId }) },
  }));

  route("GET", "people", Nothing, () => {
    const { people, peopleCount } = simulator.shortState();
    return ok({ people, peopleCount });
  });
  route("POST", "people", PersonToSave, (person) => ({ status: 201, body: simulator.savePerson(person) }));
  route("DELETE", "people", PersonAtPage, (person) => {
    simulator.removePerson(person);
    return ok({});
  });
  route("GET", "conversation", PersonAtPage, (person) => ok(simulator.conversation(person)));

  route("GET", "state", Nothing, () => ok(simulator.state()));
  route("GET", "delivery", DeliveryQuery, ({ id }) => {
    const delivery = simulator.delivery(id);
    return delivery === null
      ? { status: 404, body: { title: "Not Found", detail: "The delivery is too long ago, or never was." } }
      : ok(delivery);
  });
  route("PUT", "faults", FaultSwitches, (faults) => {
    simulator.setFaults(faults);
    return ok(simulator.shortState().faults);
  });
  route("PUT", "timing", SimulatorTiming, (timing) => {
    simulator.setTiming(timing);
    return ok(timing);
  });
  route("PUT", "sandbox", SandboxSettings, (settings) => {
    simulator.setSandbox(settings);
    return ok(simulator.shortState().sandbox);
  });
  route("PUT", "account", AccountSettings, ({ messagesVersion }) => {
    book.setMessagesVersion(messagesVersion);
    return ok({ messagesVersion });
  });
  route("POST", "clock", TimeToPlay, async (wish) => ok(await simulator.play(wish)));
  route("POST", "reset", Nothing, () => {
    simulator.reset();
    return ok(simulator.state());
  });
}

function ok(body: object): Done {
  return { status: 200, body };
}

function sent({ messageUuid, ...rest }: SimulatedDelivery): Done {
  return { status: 202, body: { message_uuid: messageUuid, ...rest } };
}
