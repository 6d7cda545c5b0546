// Builds a JWT to order: its life and claims, decoded before it is copied.
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { describeError, type AppErrorValue, type ErrorCode } from "../../../preload/contract/errors.ts";
import type { JwtPreview } from "../../../preload/contract/jwt.ts";
import { useCall } from "../../bridge/use-call.ts";
import { GrowingTextarea } from "../../components/growing-textarea.tsx";
import { EndText } from "../../components/end-text.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { formatSpan } from "../../components/format.ts";
import { SimulatorOff } from "../../components/simulator-off.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { useNow } from "../../components/use-now.tsx";
import { useSettings } from "../../components/use-settings.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { JsonText } from "../../components/json-text.tsx";
import { previewNow } from "./claims-now.ts";
import { JwtLife } from "./jwt-life.tsx";
import { hasLife, INITIAL_FIELDS, readJwtRequest, type JwtFields } from "./jwt-request.ts";
import { SecretCopyButton } from "./secret-copy-button.tsx";
import { useOddId } from "./use-odd-id.tsx";
import classes from "./keys-page.module.css";

const PREVIEW_DELAY_MS = 200;
const SECOND_MS = 1_000;
/** What the workspace lacks for a JWT. */
const NOT_YET: ReadonlySet<string> = new Set<ErrorCode>([
  "CREDENTIALS_KEY_MISSING",
  "CREDENTIALS_APPLICATION_MISSING",
  "SIMULATOR_OFF",
]);

/** The builder of the active workspace. */
export function JwtBuilder() {
  const workspace = useActiveWorkspace();
  const [fields, setFields] = useState<JwtFields>(INITIAL_FIELDS);
  const oddId = useOddId(INITIAL_FIELDS.applicationId);
  const request = readJwtRequest(workspace.id, fields);
  const [settled] = useDebouncedValue(request, PREVIEW_DELAY_MS);
  const isMintable = hasLife(fields);
  const preview = useCall("jwt.preview", settled, { keepPrevious: true, enabled: isMintable });
  const change = (some: Partial<JwtFields>) => setFields((former) => ({ ...former, ...some }));
  const canCopy = isMintable && preview.error === null && preview.data !== undefined;

  return (
    <section className={classes.builder} aria-label="JWT builder">
      <h2 className={classes.title}>Build a JWT</h2>
      <JwtLife fields={fields} onChange={change} />
      <details className={classes.optional}>
        <summary>Optional claims</summary>
        <div className={classes.fields}>
          <TextInput
            label="application_id"
            description={oddId.warning ?? "The workspace’s unless given; the key stays the workspace’s"}
            placeholder={workspace.applicationId ?? ""}
            maxLength={64}
            value={fields.applicationId}
            onBlur={oddId.onBlur}
            onChange={(event) => {
              oddId.onChange(event);
              change({ applicationId: event.currentTarget.value });
            }}
            classNames={{ input: "mono" }}
          />
          <TextInput
            label="sub"
            description="User name; Messages does not need it"
            maxLength={200}
            value={fields.subject}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <TextInput
            label="nbf"
            description="Not valid before"
            type="datetime-local"
            step={1}
            value={fields.notBefore}
            onChange={(event) => change({ notBefore: event.currentTarget.value })}
          />
          <TextInput
            label="jti"
            description="A random one unless given"
            maxLength={200}
            value={fields.jti}
            onChange={(event) => change({ jti: event.currentTarget.value })}
          />
          <GrowingTextarea
            label="acl"
            description="JSON; a JWT without one may do all the application may"
            placeholder='{"paths":{"/*/messages/**":{}}}'
            minRows={2}
            maxRows={10}
            maxLength={10_000}
            spellCheck={false}
            value={fields.acl}
            onChange={(event) => change({ acl: event.currentTarget.value })}
            classNames={{ input: "mono" }}
          />
          <GrowingTextarea
            label="Other claims"
            description="A JSON object"
            placeholder='{"build":"42"}'
            minRows={2}
            maxRows={10}
            maxLength={10_000}
            spellCheck={false}
            value={fields.claims}
            onChange={(event) => change({ claims: event.currentTarget.value })}
            classNames={{ input: "mono" }}
          />
        </div>
      </details>
      {isMintable && preview.error !== null && <NoPreview error={preview.error.value} />}
      {canCopy && <Decoded preview={preview.data} hasFixedEnd={settled.expiresAt !== undefined} />}
      <div className={classes.buttons}>
        <SecretCopyButton variant="filled" disabled={!canCopy} copy={{ form: "token", source: request }}>
          Copy
        </SecretCopyButton>
        <SecretCopyButton disabled={!canCopy} copy={{ form: "header", source: request }}>
          Copy as header
        </SecretCopyButton>
        <SecretCopyButton disabled={!canCopy} copy={{ form: "curl", source: request }}>
          Copy as curl
        </SecretCopyButton>
      </div>
      <p className={classes.hint}>
        Each press mints a new one. It is not shown, only copied. <ClipboardWords />
      </p>
    </section>
  );
}

/** What a workspace has not got yet is no failure: nobody has asked for a JWT. */
function NoPreview({ error }: { readonly error: AppErrorValue }) {
  if (!NOT_YET.has(error.code)) return <ErrorNotice error={error} />;
  const { why, todo } = describeError(error);
  return (
    <p className={classes.hint}>{error.code === "SIMULATOR_OFF" ? <SimulatorOff /> : `${why} ${todo}`}</p>
  );
}

/** What becomes of the copy. */
function ClipboardWords() {
  const [{ clipboardSeconds }] = useSettings();
  const host = useAppState()?.host;
  if (host === "browser") {
    return "A page in the browser cannot clear the clipboard: copy something else when you are done.";
  }
  return clipboardSeconds === 0
    ? "It stays on the clipboard."
    : `It is cleared from the clipboard after ${formatSpan(clipboardSeconds * 1_000)}.`;
}

interface DecodedProps {
  readonly preview: JwtPreview;
  /** It ends at a moment, whenever it is minted. */
  readonly hasFixedEnd: boolean;
}

/** Of one that is minted now: each press mints another, so its times go along with the clock. */
function Decoded({ preview, hasFixedEnd }: DecodedProps) {
  const now = useNow(SECOND_MS);
  const { header, claims, issuedAt, expiresAt } = previewNow(preview, now, { hasFixedEnd });
  return (
    <div className={classes.decoded}>
      <p className={classes.label}>
        Lives {formatSpan(expiresAt - issuedAt)}; minted now, until <EndText at={expiresAt} />
      </p>
      <JsonText label="Header of the JWT" value={header} />
      <JsonText label="Claims of the JWT" value={claims} />
    </div>
  );
}
