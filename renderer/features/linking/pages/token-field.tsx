// The field of a Page access token. It is uncontrolled: the token is read once, when its form is sent.
import { PasswordInput } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import type { ReactNode, Ref } from "react";
import { NOT_BLANK, useFieldProblem } from "../../../components/use-field-problem.ts";
import { fieldLook } from "../field-look.ts";

/** Name of the field in its form. */
export const TOKEN_FIELD = "accessToken";

/** A masked field; what was stored is never shown back. */
export function TokenField({ ref }: { readonly ref?: Ref<HTMLInputElement> }): ReactNode {
  const problem = useFieldProblem("Paste the token.");
  return (
    <PasswordInput
      ref={ref}
      name={TOKEN_FIELD}
      label="Page access token"
      description="From the Messenger settings of your Facebook app, or its Graph API Explorer. It goes to Vonage and is not kept here"
      required
      pattern={NOT_BLANK}
      maxLength={4_096}
      autoComplete="new-password"
      visibilityToggleIcon={VisibilityIcon}
      visibilityToggleButtonProps={{
        "aria-label": "Show the token being typed",
        tabIndex: 0,
      }}
      {...problem}
      // A masked field leaves this to whoever draws it.
      aria-invalid={problem.error !== null}
      {...fieldLook("plain")}
    />
  );
}

/** Reads a text field of a form. */
export function readText(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim() : "";
}

function VisibilityIcon({ reveal }: { readonly reveal: boolean }): ReactNode {
  return reveal ? <IconEyeOff size={16} stroke={1.75} /> : <IconEye size={16} stroke={1.75} />;
}
