// The stretches of time that are played by a press.

/** Each with its words. */
export const STRETCHES = [
  { label: "1 min", advanceMs: 60_000 },
  { label: "1 h", advanceMs: 3_600_000 },
  { label: "24 h", advanceMs: 86_400_000 },
] as const;
