// What accounts answered in the last minute, so that a screen which opens, or opens anew, asks no host again.
import { ANSWER_KEPT_MS } from "../../preload/contract/account-calls.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import type { AccountAccess, CallVonage } from "./vonage-call.ts";

/** An answer, and when it came, epoch ms. */
export interface DatedAnswer<T> {
  readonly answer: T;
  readonly at: number;
}

/** What is asked, and in whose name. */
export interface Question {
  readonly workspace: WorkspaceId;
  /** The call and what it is about. */
  readonly about: readonly [string, ...(string | number)[]];
}

/** The answers of this run. */
export interface RecentAnswers {
  /**
   * The answer of the last minute, also one that is still awaited or that is a refusal; else what `ask` gets. Of a workspace
   * without an account of its own nothing is kept.
   */
  read<T>(question: Question, ask: () => Promise<T>): Promise<DatedAnswer<T>>;
  /** Has the workspace's next questions asked anew. */
  forget(workspace: WorkspaceId): void;
  /** The same calls; one that may change an account leaves no answer from before it. */
  watch(call: CallVonage): CallVonage;
}

interface RecentAnswersParts {
  /** Throws when there is none. */
  readonly accountOf: (workspace: WorkspaceId) => Promise<AccountAccess>;
  readonly clock: Pick<Clock, "now">;
}

interface Kept {
  readonly workspace: WorkspaceId;
  readonly account: AccountAccess;
  /** Epoch ms. */
  readonly askedAt: number;
  readonly answer: Promise<DatedAnswer<unknown>>;
}

/** Keeps nothing yet. */
export function createRecentAnswers({ accountOf, clock }: RecentAnswersParts): RecentAnswers {
  const kept = new Map<string, Kept>();

  async function dated<T>(asking: Promise<T>): Promise<DatedAnswer<T>> {
    return { answer: await asking, at: clock.now() };
  }

  function dropOld(now: number): void {
    // Nor is one of the future, after the clock was set back, of the last minute.
    for (const [name, { askedAt }] of kept)
      if (askedAt > now || now - askedAt >= ANSWER_KEPT_MS) kept.delete(name);
  }

  return {
    read: async <T>({ workspace, about }: Question, ask: () => Promise<T>): Promise<DatedAnswer<T>> => {
      const account = await accountOf(workspace).catch(() => null);
      if (account === null) return dated(ask());
      const now = clock.now();
      dropOld(now);
      const name = JSON.stringify([workspace, ...about]);
      const known = kept.get(name);
      // Whoever asks by this name awaits what was asked for by this name: a `T`.
      if (known !== undefined && isSameAccount(known.account, account))
        return known.answer as Promise<DatedAnswer<T>>;
      const answer = dated(ask());
      kept.set(name, { workspace, account, askedAt: now, answer });
      return answer;
    },
    forget: (workspace) => {
      for (const [name, answer] of kept) if (answer.workspace === workspace) kept.delete(name);
    },
    watch: (call) => async (request) => {
      if (request.method === "GET") return call(request);
      kept.clear();
      try {
        return await call(request);
      } finally {
        // What was asked meanwhile may have been answered from before it.
        kept.clear();
      }
    },
  };
}

/** With another secret, the answer may be another. */
function isSameAccount(one: AccountAccess, other: AccountAccess): boolean {
  return one.apiHost === other.apiHost && one.apiKey === other.apiKey && one.apiSecret === other.apiSecret;
}
