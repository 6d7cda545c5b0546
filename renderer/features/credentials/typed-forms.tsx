// What was typed into the forms of workspaces and not saved yet, while the page lives. Of a secret only that there was one.
import { createContext, use, useState, type ReactNode } from "react";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import type { KeptTexts } from "./workspace-fields.ts";

/** Whose form it is. */
export type FormOf = WorkspaceId | "new";

/** What a form held when it was left. */
export interface TypedForm {
  /** Those that differ from what is stored. */
  readonly texts: Partial<KeptTexts>;
  readonly hadSecret: boolean;
}

interface TypedForms {
  /** What was typed; null = nothing. */
  readonly read: (form: FormOf) => TypedForm | null;
  readonly note: (form: FormOf, typed: TypedForm) => void;
  /** It was saved, or given up. */
  readonly forget: (form: FormOf) => void;
}

const TypedFormsContext = createContext<TypedForms | null>(null);

/** Keeps them for the tree. */
export function TypedFormsProvider({ children }: { readonly children: ReactNode }) {
  const [forms] = useState(createTypedForms);
  return <TypedFormsContext value={forms}>{children}</TypedFormsContext>;
}

/** The same object in every render; nothing is drawn again for what is noted. */
export function useTypedForms(): TypedForms {
  const forms = use(TypedFormsContext);
  if (forms === null) throw new Error("There is no TypedFormsProvider above this component.");
  return forms;
}

function createTypedForms(): TypedForms {
  const forms = new Map<FormOf, TypedForm>();
  return {
    read: (form) => forms.get(form) ?? null,
    note: (form, typed) => {
      if (typed.hadSecret || Object.keys(typed.texts).length > 0) forms.set(form, typed);
      else forms.delete(form);
    },
    forget: (form) => void forms.delete(form),
  };
}
