// Sets webhook URLs, or puts them back, in a process that will be killed: `webhook-urls-kill-child.ts JSON`.
// Tells the parent where it is: about to send the PUT (and then it waits for ever, if told so), or done.
import { startUrlsProcess, URLS_WORKSPACE, type UrlsProcessOptions } from "../fakes/webhook-urls.ts";

/** What the parent asks for. */
export interface KillOrder extends Pick<UrlsProcessOptions, "dataFolder" | "url" | "applicationId" | "run"> {
  readonly act: "set" | "restore";
  readonly waitsBeforePut: boolean;
}

// Written by the test as a KillOrder.
const { act, waitsBeforePut, ...options } = JSON.parse(process.argv[2] ?? "") as KillOrder;
const workspace = URLS_WORKSPACE;
const { calls } = startUrlsProcess({
  ...options,
  wrapApi: (api) => ({
    get: api.get,
    put: (...request) => {
      if (!waitsBeforePut) return api.put(...request);
      process.send?.("before the PUT");
      return new Promise(() => {});
    },
  }),
});
// A pending promise alone keeps no process alive.
setInterval(() => {}, 60_000);
if (act === "set") {
  const { seen } = await calls["webhookUrls.plan"]({ workspace });
  await calls["webhookUrls.set"]({ workspace, agreed: seen });
} else {
  await calls["webhookUrls.restore"]({ workspace, agreed: null });
}
process.send?.("done");
