// The checklist's buttons of a fresh JWT: copied alone, or copied as the page that asks for it opens.
import { Button } from "@mantine/core";
import { IconCopy, IconExternalLink } from "@tabler/icons-react";
import { useState } from "react";
import { useAppState } from "../../components/use-app-state.ts";
import { CopiedJwtLeft } from "./copied-jwt.tsx";
import { openPage } from "./open-page.ts";
import { useCopyJwt } from "./use-copy-jwt.ts";
import classes from "./copy-fresh-jwt.module.css";

interface CopyFreshJwtProps {
  readonly label: string;
  readonly variant: "filled" | "default";
}

/** Mints, copies and counts down, in the place where the JWT is asked for. */
export function CopyFreshJwt({ label, variant }: CopyFreshJwtProps) {
  const jwt = useCopyJwt({ teller: "place" });
  return (
    <span className={classes.row}>
      <Button
        size="xs"
        variant={variant}
        leftSection={<IconCopy size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => {
          if (!jwt.isCopying) void jwt.copy({ form: "token", source: "mint" });
        }}
      >
        {label}
      </Button>
      <CopiedJwtLeft />
    </span>
  );
}

interface OpenWithJwtProps extends CopyFreshJwtProps {
  /** The page that asks for a JWT. */
  readonly url: string;
}

/** Why the page was not opened. */
type Unopened = "not-copied" | "blocked";

const WORDS: Readonly<Record<Unopened, string>> = {
  "not-copied": "Without a JWT the page was not opened.",
  blocked: "The browser kept the page from opening.",
};

/**
 * One press does both: first the JWT is on the clipboard, then the page opens. The other way round the page would have the
 * focus, without which browsers give no clipboard. Where the page could not be opened, a link does it.
 */
export function OpenWithJwt({ label, variant, url }: OpenWithJwtProps) {
  const jwt = useCopyJwt({ teller: "place" });
  const host = useAppState()?.host ?? "browser";
  const [unopened, setUnopened] = useState<Unopened | null>(null);

  async function press(): Promise<void> {
    if (jwt.isCopying) return;
    const copied = await jwt.copy({ form: "token", source: "mint" });
    if (copied === null) setUnopened("not-copied");
    else setUnopened(openPage(url, host) === "opened" ? null : "blocked");
  }

  return (
    <span className={classes.row}>
      <Button
        size="xs"
        variant={variant}
        leftSection={<IconExternalLink size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => void press()}
      >
        {label}
      </Button>
      <CopiedJwtLeft />
      <span className={classes.unopened} role="status">
        {unopened !== null && (
          <>
            {WORDS[unopened]}{" "}
            <a href={url} target="_blank" rel="noreferrer">
              Open the page
            </a>
          </>
        )}
      </span>
    </span>
  );
}
