// Runs in the page under test: notes for each key that writes a character how long it took until its frame was drawn.

/** Starts watching. What was noted is then given, and forgotten, by `globalThis.takeTyped()`. */
export function watchTyping(): void {
  let typed: number[] = [];
  let drawing: number[] = [];
  let pressedAt = Number.NaN;

  // A message posted while a frame is made is handled as soon as that frame is drawn.
  const afterPaint = new MessageChannel();
  afterPaint.port1.addEventListener("message", () => {
    const now = performance.now();
    for (const at of drawing) typed.push(now - at);
    drawing = [];
  });
  afterPaint.port1.start();

  // The time of the key is the browser's own, from before this page had a moment for it.
  addEventListener("keydown", ({ timeStamp }) => (pressedAt = timeStamp), true);
  addEventListener(
    "input",
    () => {
      const at = pressedAt;
      requestAnimationFrame(() => {
        drawing.push(at);
        afterPaint.port2.postMessage(null);
      });
    },
    true,
  );

  Object.assign(globalThis, {
    takeTyped: (): readonly number[] => {
      const taken = typed;
      typed = [];
      return taken;
    },
  });
}
