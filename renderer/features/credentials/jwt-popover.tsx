// What a click on the JWT chip opens: copy, mint, and the decoded claims.
import { Button, Group } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { JwtPreview } from "../../../preload/contract/jwt.ts";
import { dayOf, formatAge, formatDatedTime } from "../../components/format.ts";
import { EndText } from "../../components/end-text.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { hrefOf } from "../../router/router.ts";
import { JsonText } from "../../components/json-text.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { useNow } from "../../components/use-now.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { readJwtLife } from "./countdown.ts";
import { SecretCopyButton } from "./secret-copy-button.tsx";
import classes from "./jwt-chip.module.css";

interface JwtPopoverProps {
  readonly preview: JwtPreview | null;
  readonly error: AppErrorValue | null;
  readonly isMinting: boolean;
  readonly onMint: () => void;
}

/** Copy, Copy as header, Mint new and the claims of the chip's JWT. */
export function JwtPopover({ preview, error, isMinting, onMint }: JwtPopoverProps) {
  const [{ timeFormat }] = useSettings();
  const now = useNow(1_000);
  const isExpired = readJwtLife(preview, now).state === "expired";
  return (
    <div className={classes.popover}>
      <h2 className={classes.title}>Application JWT</h2>
      {preview !== null && isExpired && (
        <p className={classes.expired}>
          Expired {formatAge(now - preview.expiresAt)} (
          {formatDatedTime(preview.expiresAt, dayOf(now, timeFormat), timeFormat)}). Copy makes a new one,
          good for 15 min.
        </p>
      )}
      <p className={classes.note}>For copying. Every reply mints its own, so an expired one stops nothing.</p>
      <Group gap={8}>
        <SecretCopyButton variant="filled" copy={{ form: "token", source: "chip" }}>
          Copy
        </SecretCopyButton>
        <SecretCopyButton copy={{ form: "header", source: "chip" }}>Copy as header</SecretCopyButton>
        <Button
          disabled={isMinting}
          leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
          onClick={onMint}
        >
          Mint new
        </Button>
      </Group>
      {error !== null && <ErrorNotice error={error} />}
      {preview === null ? (
        <p className={classes.note}>There is none yet. Copy makes one, good for 15 min.</p>
      ) : (
        <Claims preview={preview} isExpired={isExpired} />
      )}
      <a href={hrefOf({ page: "keys" })} className={classes.more}>
        Keys and JWT
      </a>
    </div>
  );
}

interface ClaimsProps {
  readonly preview: JwtPreview;
  readonly isExpired: boolean;
}

function Claims({ preview: { claims, issuedAt, expiresAt }, isExpired }: ClaimsProps) {
  return (
    <div className={classes.claims} data-expired={isExpired}>
      <JsonText label="Claims of the JWT" value={claims} />
      <p className={classes.note}>
        iat <TimeText at={issuedAt} />, exp <EndText at={expiresAt} />
      </p>
    </div>
  );
}
