// What happens while the simulator runs, told as it happens: for whoever plays a scenario and keeps a record of it.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { DeliveryAttempt, WebhookDelivery } from "../../preload/contract/simulator-state.ts";
import type { Problem } from "./problems.ts";
import type { SendRequest } from "./send-request.ts";
import type { SentMessage } from "./sent-messages.ts";

/** A send request as it was judged. Without a problem and a message: a fault in force left it without an answer. */
export type SeenRequest = { readonly version: PayloadVersion } & (
  { readonly message: SentMessage; readonly request: SendRequest } | { readonly problem: Problem | null }
);

/** One thing that happened. */
export type Happening =
  | { readonly kind: "attempt"; readonly delivery: WebhookDelivery; readonly attempt: DeliveryAttempt }
  | { readonly kind: "request"; readonly seen: SeenRequest };

/** Tells whoever listens. */
export interface Happenings {
  tell(happening: Happening): void;
  /** Returns what ends it. A listener must not throw, and has to be quick. */
  watch(listener: (happening: Happening) => void): () => void;
}

/** Nobody listens yet. */
export function createHappenings(): Happenings {
  const listeners = new Set<(happening: Happening) => void>();
  return {
    tell(happening) {
      for (const listener of listeners) listener(happening);
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
