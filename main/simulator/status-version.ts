// In which shape the statuses of a message come when the message itself does not say.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { ApplicationId } from "../../preload/contract/ids.ts";
import type { AccountBook } from "./account-book.ts";
import { messagesOf } from "./account-state.ts";

/** The shape its application is set to; without an application (Basic authentication) that of the account. */
export function statusVersion(book: AccountBook, applicationId: ApplicationId | null): PayloadVersion {
  const application = applicationId === null ? null : book.application(applicationId);
  return messagesOf(application)?.version ?? book.messagesVersion();
}
