// Finding an application among those that were read.
import type { Application } from "../../../../preload/contract/applications.ts";

/** What the person looks for. */
export interface ApplicationFilter {
  /** A part of the name or of the id, in any case. */
  readonly text: string;
  readonly withMessagesOnly: boolean;
}

/** Those that match, in the order of the account. */
export function filterApplications(
  applications: readonly Application[],
  { text, withMessagesOnly }: ApplicationFilter,
): readonly Application[] {
  const wanted = text.trim().toLowerCase();
  return applications.filter(
    ({ name, id, hasMessages }) =>
      (hasMessages || !withMessagesOnly) &&
      (name.toLowerCase().includes(wanted) || id.toLowerCase().includes(wanted)),
  );
}
