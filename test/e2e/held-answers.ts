// What the host says that is kept from a page until the test says so, or becomes a refusal.
import type { Page } from "@playwright/test";
import type { CallInput, CallName, Result, TopicName } from "../../preload/contract/contract.ts";
import { AppError, toErrorValue } from "../../preload/contract/errors.ts";

/** What a page says when it calls. */
interface Call {
  readonly id?: unknown;
  readonly name?: string;
  readonly input?: unknown;
}

/** The answers to one call, or what is said on one topic. */
export interface HeldAnswers {
  /** How many are held by now. */
  count(): number;
  /** Whether the page has an answer to another call, or heard another topic. */
  hasPassed(name: CallName | TopicName): boolean;
  /** Lets them go, and holds no more. */
  release(): void;
  /** The same with the newest of them alone: of several that come at once a page draws only that. */
  releaseNewest(): void;
}

/** Loads the page anew, and keeps back every answer to a call, or those to what is meant, or all that is said on a topic. */
export async function holdAnswers<N extends CallName | TopicName>(
  page: Page,
  held: N,
  isMeant: (input: CallInput<N & CallName>) => boolean = () => true,
): Promise<HeldAnswers> {
  const passed = new Set<string | undefined>();
  const waiting: (() => void)[] = [];
  let isHolding = true;
  await routeAnswers(page, (name, send, input) => {
    // It is that call's, by its name.
    if (isHolding && name === held && isMeant(input as CallInput<N & CallName>)) {
      waiting.push(send);
      return;
    }
    send();
    passed.add(name);
  });
  function release(sends: readonly (() => void)[]): void {
    isHolding = false;
    waiting.length = 0;
    for (const send of sends) send();
  }
  return {
    count: () => waiting.length,
    hasPassed: (name) => passed.has(name),
    release: () => release([...waiting]),
    releaseNewest: () => release(waiting.slice(-1)),
  };
}

/** Loads the page anew, and refuses every answer to a call, or those to what is meant; counts how many by now. */
export async function refuseAnswers<N extends CallName>(
  page: Page,
  refused: N,
  error = new AppError("STORE_WRITE_FAILED", { reason: "it is torn" }),
  isMeant: (input: CallInput<N>) => boolean = () => true,
): Promise<{ count(): number }> {
  const refusal = toErrorValue(error);
  let count = 0;
  await routeAnswers(page, (name, send, input) => {
    // It is that call's, by its name.
    if (name !== refused || !isMeant(input as CallInput<N>)) {
      send();
      return;
    }
    send({ ok: false, error: refusal });
    count += 1;
  });
  return { count: () => count };
}

/** Loads the page anew, and refuses a call, of which the host hears nothing. */
export async function refuseCalls(page: Page, refused: CallName): Promise<void> {
  const result = {
    ok: false,
    error: toErrorValue(new AppError("STORE_WRITE_FAILED", { reason: "it is torn" })),
  };
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const { id, name } = JSON.parse(String(message)) as Call;
      if (name === refused) socket.send(JSON.stringify({ type: "result", id, result }));
      else server.send(message);
    });
  });
  await page.reload();
}

/**
 * Loads the page anew, and ends its connection in place of the answer to a call: of what is said meanwhile it hears nothing. Until
 * `letBack` is called it gets no other connection.
 */
export async function loseAnswer(page: Page, lost: CallName): Promise<{ letBack(): void }> {
  let isAway = false;
  await page.routeWebSocket(/./, (socket) => {
    if (isAway) {
      void socket.close();
      return;
    }
    const server = socket.connectToServer();
    let awaited: unknown;
    socket.onMessage((message) => {
      const { id, name } = JSON.parse(String(message)) as Call;
      if (name === lost) awaited = id;
      server.send(message);
    });
    server.onMessage((message) => {
      const { id } = JSON.parse(String(message)) as { readonly id?: unknown };
      if (awaited === undefined) socket.send(message);
      else if (id === awaited) {
        isAway = true;
        void socket.close();
      }
    });
  });
  await page.reload();
  return {
    letBack: () => {
      isAway = false;
    },
  };
}

/**
 * Loads the page anew. From `cut` until `letBack` it has no connection, and gets none. What `isLost` says of a call before does not
 * get to the host.
 */
export async function cutLine(
  page: Page,
  isLost: (call: Call) => boolean = () => false,
): Promise<{ cut(): void; letBack(): void }> {
  const open = new Set<{ close(): Promise<void> }>();
  let isCut = false;
  let hasBeenCut = false;
  await page.routeWebSocket(/./, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (hasBeenCut || !isLost(JSON.parse(String(message)) as Call)) server.send(message);
    });
    open.add(socket);
  });
  await page.reload();
  return {
    cut: () => {
      isCut = true;
      hasBeenCut = true;
      for (const socket of open) void socket.close();
      open.clear();
    },
    letBack: () => {
      isCut = false;
    },
  };
}

/** What happens to an answer to the call, or to word on the topic, of this name: `send` gives it to the page, or another in its place. */
type Route = (name: string | undefined, send: (instead?: Result<never>) => void, input: unknown) => void;

async function routeAnswers(page: Page, route: Route): Promise<void> {
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    const calls = new Map<unknown, Call>();
    socket.onMessage((message) => {
      const call = JSON.parse(String(message)) as Call;
      calls.set(call.id, call);
      server.send(message);
    });
    server.onMessage((message) => {
      const { id, topic } = JSON.parse(String(message)) as { readonly id?: unknown; readonly topic?: string };
      const call = calls.get(id);
      const send = (instead?: Result<never>): void =>
        socket.send(
          instead === undefined ? message : JSON.stringify({ type: "result", id, result: instead }),
        );
      route(topic ?? call?.name, send, call?.input);
    });
  });
  await page.reload();
}
