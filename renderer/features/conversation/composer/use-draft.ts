// What the person was writing to whom.
import {
  useStoredDraft,
  type ChangeDraft as ChangeStoredDraft,
} from "../../../components/use-stored-draft.ts";
import { readStoredDraft, type ComposerDraft } from "./composer-draft.ts";

/** Changes a draft. It gets the newest one, also after the composer is gone. */
export type ChangeDraft = ChangeStoredDraft<ComposerDraft>;

/**
 * The draft under a key.
 * @param initial what the composer holds while nothing was ever written under this key
 */
export function useDraft(key: string, initial: ComposerDraft): readonly [ComposerDraft, ChangeDraft] {
  return useStoredDraft(key, initial, readStoredDraft);
}
