// Whether the account's key and secret are there, without which no call about applications or Pages can be made.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { hrefOf } from "../../router/router.ts";
import classes from "./panel.module.css";

/** `ready` = Hookline can ask the account; else why it cannot. */
export type AccountAccess = "ready" | "no-secret" | "sandbox";

/** Looks at what is stored; asks nobody. */
export function accountAccess({ kind, apiKey, hasApiSecret }: Workspace): AccountAccess {
  if (kind === "simulated") return "ready";
  if (kind === "sandbox") return "sandbox";
  return apiKey !== null && hasApiSecret ? "ready" : "no-secret";
}

/** The same in a few words, for the one line of a panel. */
export const ACCESS_WORDS: Readonly<Record<Exclude<AccountAccess, "ready">, string>> = {
  "no-secret": "Needs the API key and secret",
  sandbox: "The sandbox’s own",
};

interface NoAccessProps {
  readonly access: Exclude<AccountAccess, "ready">;
  /** What Hookline would do otherwise, e.g. "set both webhook URLs". */
  readonly does: string;
}

/** Says what is missing, and leads there. */
export function NoAccess({ access, does }: NoAccessProps): ReactNode {
  if (access === "sandbox") {
    return (
      <p className={classes.text}>
        The sandbox is one Page and one application for everybody: there is nothing to link or to set here.
        Its webhook URLs are set on the sandbox page of the dashboard.
      </p>
    );
  }
  return (
    <>
      <p className={classes.text}>
        Once the API key and API secret of the account are stored, Hookline can {does}. Without them, go by
        the steps below.
      </p>
      <div className={classes.buttons}>
        <Button component="a" href={hrefOf({ page: "keys" })} size="xs">
          Open Keys and JWT
        </Button>
      </div>
    </>
  );
}
