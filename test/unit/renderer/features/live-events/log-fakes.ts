// A store behind a bridge object, and frames stepped by hand, for the tests of the live log.
import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  Result,
} from "../../../../../preload/contract/contract.ts";
import type { ErrorCode } from "../../../../../preload/contract/errors.ts";
import { EventRow, type EventPage, type PageEnd } from "../../../../../preload/contract/event.ts";
import type { FrameScheduler } from "../../../../../renderer/features/live-events/frame-scheduler.ts";
import { createFrozenClock } from "../../../../fakes/clock.ts";

/** When the first rows came, epoch ms. */
export const BEGIN = 1_577_887_200_000;

/** A row with sensible values; the id decides its text and time. */
export function eventRow(id: number, change: Partial<Record<keyof EventRow, unknown>> = {}): EventRow {
  return EventRow.parse({
    id,
    kind: "inbound",
    receivedAt: BEGIN + id,
    workspace: "simulated",
    workspaceName: "Simulated Page",
    simulated: true,
    payloadVersion: "v1",
    messageUuid: `uuid-${id}`,
    channel: "messenger",
    psid: "1111111111111111",
    pageId: "0000000000000000",
    timestamp: "2020-01-01T14:00:00.000Z",
    messageType: "text",
    text: `Message ${id}`,
    mediaUrl: null,
    status: null,
    error: null,
    clientRef: null,
    usage: null,
    signature: { state: "verified", reason: null },
    attempt: 1,
    answer: { status: 200, durationMs: 1, sent: true },
    ...change,
  });
}

/** Frames and timers that happen when the test says so. */
export interface SteppedScheduler extends FrameScheduler {
  /** Paints one frame. */
  frame(): void;
  /** Moves time on; frames are not painted by it. */
  advance(ms: number): void;
  /** Frames asked for and not yet painted. */
  framesWanted(): number;
}

export function createSteppedScheduler(): SteppedScheduler {
  const clock = createFrozenClock();
  let frames: (() => void)[] = [];
  return {
    nextFrame(run) {
      frames.push(run);
      return () => {
        frames = frames.filter((other) => other !== run);
      };
    },
    after: clock.after,
    now: clock.elapsed,
    frame() {
      const due = frames;
      frames = [];
      for (const run of due) run();
    },
    advance: clock.advance,
    framesWanted: () => frames.length,
  };
}

type PageInput = CallInput<"events.page">;

/** A bridge over rows in memory. Queries are substrings of the text, `since:` with a number of ms, and `code:` with a status. */
export interface StoreBridge extends Bridge {
  /** Stores rows; `tell: false` keeps the topic silent, as after a lost connection. */
  append(rows: readonly EventRow[], how?: { readonly tell: boolean }): void;
  answer(id: number, status: number): void;
  /** Removes a workspace's rows, and tells that the workspaces changed; `tell: false` as above. */
  removeWorkspace(id: string, how?: { readonly tell: boolean }): void;
  setConnected(isConnected: boolean): void;
  /** Moves the host's time on, which begins with {@link BEGIN}. */
  pass(ms: number): void;
  /**
   * Keeps answers to `events.page` back until the function returned is called; given a code, they fail with it. They tell
   * what was stored when they were asked for, or what is stored when they are given.
   */
  holdAnswers(how?: { readonly readAt: "question" | "answer" }): (code?: ErrorCode) => void;
  /** Makes the next call of `events.page` fail. */
  failNext(): void;
  readonly asked: PageInput[];
}

export function createStoreBridge(initial: readonly EventRow[] = []): StoreBridge {
  let rows = [...initial];
  let held: ((code?: ErrorCode) => void)[] | null = null;
  let isReadLate = false;
  let mustFail = false;
  let now = BEGIN;
  const asked: PageInput[] = [];
  const topics = new Map<string, Set<(value: never) => void>>();
  const connection = new Set<(connected: boolean) => void>();

  function tell(topic: string, value: unknown): void {
    // The listeners of a topic take that topic's value; the map cannot say so.
    for (const listener of topics.get(topic) ?? []) listener(value as never);
  }

  function readPage({ workspace, query, upToId, readAt = now, offset, limit }: PageInput): EventPage {
    const [words = "", age] = query.replace(/code:\d+/, "").split("since:");
    const code = /code:(\d+)/.exec(query)?.[1];
    const isAnswered = ({ answer }: EventRow): boolean =>
      code === undefined || answer?.status === Number(code);
    const isYoung = (row: EventRow): boolean => age === undefined || row.receivedAt >= readAt - Number(age);
    const newest = rows.at(-1)?.id ?? null;
    const snapshot = (upToId as PageEnd) ?? newest;
    const found = rows
      .filter((row) => workspace === null || row.workspace === workspace)
      .filter((row) => snapshot !== null && row.id <= snapshot && (row.text ?? "").includes(words.trim()))
      .filter(isYoung)
      .filter(isAnswered)
      .reverse();
    return {
      rows: found.slice(offset, offset + limit),
      total: found.length,
      upToId: snapshot === 0 ? null : snapshot,
      readAt,
    };
  }

  function pageOrError(input: PageInput): Result<EventPage> {
    asked.push(input);
    if (!mustFail) return { ok: true, value: readPage(input) };
    mustFail = false;
    return { ok: false, error: { code: "STORE_WRITE_FAILED", details: {} } };
  }

  return {
    asked,
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
      if (name !== "events.page") throw new Error(`The log does not call ${name}.`);
      // The name was just compared, which TypeScript does not carry over to the type parameter.
      const result = pageOrError(input as PageInput) as Result<CallOutput<N>>;
      const waiting = held;
      if (waiting === null) return result;
      const code = await new Promise<ErrorCode | undefined>((resolve) => waiting.push(resolve));
      if (code !== undefined) return { ok: false, error: { code, details: {} } };
      // As above.
      return isReadLate ? ({ ok: true, value: readPage(input as PageInput) } as typeof result) : result;
    },
    subscribe(name, listener) {
      const listeners = topics.get(name) ?? new Set();
      topics.set(name, listeners);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onConnection(listener) {
      connection.add(listener);
      return () => connection.delete(listener);
    },
    append(more, how = { tell: true }) {
      rows = [...rows, ...more].sort((one, other) => one.id - other.id);
      if (how.tell) tell("events.appended", more);
    },
    removeWorkspace(id, how = { tell: true }) {
      rows = rows.filter(({ workspace }) => workspace !== id);
      // The log does not look at the list.
      if (how.tell) tell("workspaces.changed", { workspaces: [], activeId: "simulated" });
    },
    answer(id, status) {
      const given = { status, durationMs: 2, sent: true };
      rows = rows.map((row) => (row.id === id ? { ...row, answer: given } : row));
      tell("events.answered", [{ id, ...given }]);
    },
    setConnected(isConnected) {
      for (const listener of connection) listener(isConnected);
    },
    pass(ms) {
      now += ms;
    },
    holdAnswers({ readAt } = { readAt: "question" }) {
      isReadLate = readAt === "answer";
      const waiting: ((code?: ErrorCode) => void)[] = [];
      held = waiting;
      return (code) => {
        held = null;
        for (const release of waiting) release(code);
      };
    },
    failNext() {
      mustFail = true;
    },
  };
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
