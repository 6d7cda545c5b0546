// A call to the account that failed, with the button that leads to where it is mended.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { hrefOf } from "../../router/router.ts";

interface AccountErrorProps {
  readonly error: AppErrorValue | null;
  /** What else can be done about it. */
  readonly action?: ReactNode;
}

/** Nothing while there is no error. */
export function AccountError({ error, action }: AccountErrorProps): ReactNode {
  if (error === null) return null;
  if (action !== undefined || !isAboutKeys(error.code)) {
    return <ErrorNotice error={error} {...(action === undefined ? {} : { action })} />;
  }
  return (
    <ErrorNotice
      error={error}
      action={
        <Button component="a" href={hrefOf({ page: "keys" })} size="xs">
          Open Keys and JWT
        </Button>
      }
    />
  );
}

function isAboutKeys(code: string): boolean {
  return (
    code === "ACCOUNT_CREDENTIALS_MISSING" ||
    code === "VONAGE_SECRET_REFUSED" ||
    code.startsWith("VONAGE_JWT_")
  );
}
