// The app at a person of a workspace whose Vonage answers when the test says so.
import { startHeldVonage, type HeldVonage } from "../fakes/held-vonage.ts";
import { test as base } from "./companion-app.ts";
import { addRealWorkspace } from "./composer-journeys.ts";
import { atConversation } from "./composer-steps.ts";

export const test = base.extend<{ vonage: HeldVonage }>({
  vonage: async ({ app }, use) => {
    const vonage = await startHeldVonage();
    await addRealWorkspace(app, "--api-host", vonage.url);
    await atConversation(app.page);
    await use(vonage);
    await vonage.stop();
  },
});
