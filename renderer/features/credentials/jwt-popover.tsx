// What a click on the JWT chip opens: copy, mint, and the decoded claims.
import { Button, Group } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { JwtPreview } from "../../../preload/contract/jwt.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { hrefOf } from "../../router/router.ts";
import { JsonText } from "../../components/json-text.tsx";
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
  return (
    <div className={classes.popover}>
      <h2 className={classes.title}>Application JWT</h2>
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
        <p className={classes.note}>None is minted yet. Copy mints one that lives 15 min.</p>
      ) : (
        <JsonText label="Claims of the JWT" value={preview.claims} />
      )}
      <a href={hrefOf({ page: "keys" })} className={classes.more}>
        Keys and JWT
      </a>
    </div>
  );
}
