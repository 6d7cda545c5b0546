// The two channels of the desktop's bridge. The preload script imports them as types, so a mismatch does not compile.

/** Carries one call: its name and input there, its `Result` back. */
export const CALL_CHANNEL = "hookline:call";
/** The name as a type, for the preload script. */
export type CallChannel = typeof CALL_CHANNEL;

/** Carries every topic to the page: its name and its value. */
export const TOPIC_CHANNEL = "hookline:topic";
/** The name as a type, for the preload script. */
export type TopicChannel = typeof TOPIC_CHANNEL;
