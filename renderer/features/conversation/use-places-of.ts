// Where a person has conversations: in every workspace, with every Page.
import type { Person } from "../../../preload/contract/conversation.ts";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { PageId, Psid } from "../../../preload/contract/ids.ts";
import { useCall } from "../../bridge/use-call.ts";

const PLACES_LIMIT = 500;

/** Whose conversations; without a Page, those with any. */
export interface PersonWanted {
  readonly psid: Psid;
  readonly pageId: PageId | null;
}

interface PlacesOf {
  /** The person in each of them, most recent first; undefined until they are known. */
  readonly places: readonly Person[] | undefined;
  /** Why they are not known. */
  readonly error: AppErrorValue | null;
  readonly retry: () => void;
}

/** Nobody is asked about with null. */
export function usePlacesOf(wanted: PersonWanted | null): PlacesOf {
  const found = useCall(
    "conversations.people",
    { workspace: null, limit: PLACES_LIMIT, ...(wanted === null ? {} : { psid: wanted.psid }) },
    { enabled: wanted !== null },
  );
  return {
    places:
      wanted === null
        ? undefined
        : found.data?.filter(({ pageId }) => wanted.pageId === null || pageId === wanted.pageId),
    error: found.error?.value ?? null,
    retry: () => void found.refetch(),
  };
}
