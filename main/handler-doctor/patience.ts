// How long the handler doctor waits for a real app.

/** As long as Vonage waits. Source: knowledge base article 226572227, read 2026-11. */
export const ANSWER_TIMEOUT_MS = 15_000;
/** An app that wrote nothing for so long will write nothing more. */
export const QUIET_MS = 1_000;
/** An app that takes no connection for so long does not listen. */
export const KNOCK_LIMIT_MS = 3_000;
