// What the sandbox asks for in place of a Page and an application of one's own.
import { openTunnelStep, copyAddresses } from "./tunnel-steps.ts";
import type { StepTemplate } from "./step-template.ts";

const SANDBOX_PAGE_OF_DASHBOARD = "https://dashboard.nexmo.com/messages/sandbox";

/** The steps before the proof. */
export const sandboxSteps: readonly StepTemplate[] = [
  {
    id: "before.sandbox.account",
    title: () => "Store the **API key** and **API secret** of your account",
    mistake: "The sandbox takes no JWT: replies go with key and secret, one message a second.",
    actions: () => [{ kind: "go", label: "Open Keys and JWT", route: "#/keys" }],
    waitsFor: "Waiting for key and secret",
  },
  {
    id: "before.sandbox.passphrase",
    title: () => "Open **Messages API Sandbox** and send its passphrase from your own Messenger",
    mistake: "A person is on the list of one API key at a time: joining with another key leaves this one’s.",
    actions: () => [{ kind: "open", label: "Open in browser", url: SANDBOX_PAGE_OF_DASHBOARD }],
  },
  openTunnelStep,
  {
    id: "before.sandbox.urls",
    title: () => "Enter the **Inbound** and **Status** webhook URLs on that same page",
    mistake: "They are the sandbox’s own: those of an application or of the account are not used.",
    actions: (context) => [
      ...copyAddresses(context),
      { kind: "open", label: "Open the sandbox page", url: SANDBOX_PAGE_OF_DASHBOARD },
    ],
  },
];
