// Runs in the page under test: notes for each numbered row the moment its first frame was drawn. The same for every page.

/** What the page knows at the end. Times are epoch milliseconds with a fraction. */
export interface PaintReport {
  /** Number of the event, and when the frame with its row was done. */
  readonly painted: readonly (readonly [number: number, at: number])[];
  readonly frames: number;
}

/** Starts watching. The report is then given by `globalThis.paintReport()`. */
export function watchPaints(): void {
  const known = new Set<number>();
  const painted: [number, number][] = [];
  let drawing: number[] = [];
  let frames = 0;

  // A message posted while a frame is made is handled as soon as that frame is drawn.
  const afterPaint = new MessageChannel();
  afterPaint.port1.addEventListener("message", () => {
    const now = performance.timeOrigin + performance.now();
    for (const number of drawing) painted.push([number, now]);
    drawing = [];
  });
  afterPaint.port1.start();

  // The size of the probe changes in every frame. Its observer is called after all animation callbacks and layout, just
  // before painting: what is in the document then is in this frame, whichever way the page put it there.
  const probe = document.createElement("div");
  probe.style.position = "fixed";
  probe.style.visibility = "hidden";
  probe.style.height = "1px";
  document.body.append(probe);
  const observer = new ResizeObserver(() => {
    frames += 1;
    for (const row of document.querySelectorAll('[role="option"]')) {
      const name = row.getAttribute("aria-label") ?? row.textContent;
      const number = Number(/#(\d+)/.exec(name)?.[1] ?? Number.NaN);
      if (Number.isNaN(number) || known.has(number)) continue;
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom <= 0 || top >= innerHeight) continue;
      known.add(number);
      drawing.push(number);
    }
    if (drawing.length > 0) afterPaint.port2.postMessage(null);
  });
  observer.observe(probe);

  function nextFrame(): void {
    probe.style.width = probe.style.width === "1px" ? "2px" : "1px";
    requestAnimationFrame(nextFrame);
  }
  nextFrame();

  Object.assign(globalThis, { paintReport: (): PaintReport => ({ painted, frames }) });
}
