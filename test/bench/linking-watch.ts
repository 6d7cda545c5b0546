// Runs in the page under test: goes to the Linking screen and tells when the frame with all that is stored was drawn.

/** Resolves with the milliseconds from asking for the screen to its frame; NaN when it took longer than `limitMs`. */
export function timeLinking(limitMs: number): Promise<number> {
  return new Promise((resolve) => {
    const afterPaint = new MessageChannel();
    const startedAt = performance.now();
    location.hash = "#/linking";

    // A message posted while a frame is made is handled as soon as that frame is drawn.
    afterPaint.port1.addEventListener("message", () => resolve(performance.now() - startedAt));
    afterPaint.port1.start();
    nextFrame();

    function nextFrame(): void {
      requestAnimationFrame(() => {
        // The four groups of the checklist, the life of the link, and what the journal says of the webhook URLs.
        const main = document.querySelector("main");
        const heading = main?.querySelector("h1")?.textContent;
        const groups = main?.querySelectorAll("h2 [aria-controls$='-steps']").length;
        const urls = main?.querySelector("#linking-urls")?.textContent ?? "Webhook URLs";
        const isComplete =
          heading === "Link your Facebook Page" &&
          groups === 4 &&
          urls !== "Webhook URLs" &&
          main?.querySelector("aside") !== null;
        if (isComplete) afterPaint.port2.postMessage(null);
        else if (performance.now() - startedAt > limitMs) resolve(Number.NaN);
        else nextFrame();
      });
    }
  });
}

/** Resolves when the page has nothing to do, after `limitMs` at the latest. */
export function untilIdle(limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: limitMs });
  });
}
