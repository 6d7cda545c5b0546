// Stores a workspace by a command: key and secret are tried, and nobody can be asked whether to keep them all the same.
import { describeError, toAppError } from "../../preload/contract/errors.ts";
import { isUnasked, type Workspace } from "../../preload/contract/workspace.ts";
import type { CommandContext } from "./context.ts";

/** Whether key and secret are kept without being tried. */
export interface HowToStore {
  readonly unchecked?: true;
}

/** A script cannot be asked: what Vonage refuses is not stored, what it could not be asked about is, with a warning. */
export async function storeChecked(
  { output }: Pick<CommandContext, "output">,
  { unchecked }: { readonly unchecked: boolean | undefined },
  store: (how: HowToStore) => Promise<Workspace>,
): Promise<Workspace> {
  if (unchecked === true) return store({ unchecked });
  try {
    return await store({});
  } catch (error) {
    const { code, details } = toAppError(error);
    if (!isUnasked(code)) throw error;
    const { what, why } = describeError({ code, details });
    output.warn(`Key and secret are stored unchecked. ${what} ${why}`);
    return store({ unchecked: true });
  }
}
