// Where a person has conversations: in every workspace, with every Page.
import type { Person } from "../../../preload/contract/conversation.ts";
import type { PageId, Psid } from "../../../preload/contract/ids.ts";
import { useCall } from "../../bridge/use-call.ts";

const PLACES_LIMIT = 500;

/** Whose conversations; without a Page, those with any. */
export interface PersonWanted {
  readonly psid: Psid;
  readonly pageId: PageId | null;
}

/** The person in each of them, most recent first; undefined until they are known. Nobody is asked about with null. */
export function usePlacesOf(wanted: PersonWanted | null): readonly Person[] | undefined {
  const found = useCall(
    "conversations.people",
    { workspace: null, limit: PLACES_LIMIT, ...(wanted === null ? {} : { psid: wanted.psid }) },
    { enabled: wanted !== null },
  ).data;
  if (wanted === null) return undefined;
  return found?.filter(({ pageId }) => wanted.pageId === null || pageId === wanted.pageId);
}
