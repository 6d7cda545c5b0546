// What may be said of a message beside what it says: version of the API, reference, callbacks, and what to try after it.
import { SegmentedControl, TextInput } from "@mantine/core";
import { useId, type ReactNode } from "react";
import type { DraftWarning } from "../../../../preload/contract/draft-warnings.ts";
import { CLIENT_REF_LIMITS } from "../../../../preload/contract/reply.ts";
import { GrowingTextarea } from "../../../components/growing-textarea.tsx";
import { bringIntoView } from "../../../components/bring-into-view.ts";
import { withApiVersion, type ComposerDraft } from "./composer-draft.ts";
import type { ChangeDraft } from "./use-draft.ts";
import classes from "./composer-parts.module.css";

interface SendOptionsProps {
  readonly id: string;
  readonly fields: ComposerDraft;
  readonly onChange: ChangeDraft;
  readonly warnings: readonly DraftWarning[];
  /** Why the failover cannot be sent; null when it can. */
  readonly failoverProblem: string | null;
}

const FAILOVER_HINT = '[{ "channel": "sms", "message_type": "text", "to": "…", "from": "…", "text": "…" }]';

/** The panel of options. */
export function SendOptions({ id, fields, onChange, warnings, failoverProblem }: SendOptionsProps) {
  const { apiVersion, clientRef, webhookUrl, webhookVersion, failover } = fields;
  const set = (part: Partial<ComposerDraft>): void => onChange((current) => ({ ...current, ...part }));
  const warningOf = (about: DraftWarning["about"]): string | undefined =>
    warnings.find((warning) => warning.about === about)?.text;
  return (
    <div id={id} className={classes.panel} role="group" aria-label="Options" ref={bringIntoView}>
      <Choice label="API version">
        {(labelId) => (
          <SegmentedControl
            size="xs"
            aria-labelledby={labelId}
            value={apiVersion}
            onChange={(value) =>
              onChange((current) => withApiVersion(current, value === "v0.1" ? "v0.1" : "v1"))
            }
            data={["v1", "v0.1"]}
          />
        )}
      </Choice>
      <TextInput
        label="client_ref"
        description={
          warningOf("clientRef") ??
          `Repeated by every status. Up to ${CLIENT_REF_LIMITS[apiVersion]} characters.`
        }
        classNames={optionLook(warningOf("clientRef"))}
        autoComplete="off"
        spellCheck={false}
        value={clientRef}
        onChange={(event) => set({ clientRef: event.currentTarget.value })}
      />
      {apiVersion === "v1" && (
        <>
          <TextInput
            label="webhook_url"
            description={warningOf("webhookUrl") ?? "Where the statuses of this message go instead."}
            classNames={optionLook(warningOf("webhookUrl"))}
            placeholder="https://example.com/status"
            type="url"
            autoComplete="off"
            spellCheck={false}
            value={webhookUrl}
            onChange={(event) => set({ webhookUrl: event.currentTarget.value })}
          />
          <Choice label="webhook_version">
            {(labelId) => (
              <SegmentedControl
                size="xs"
                aria-labelledby={labelId}
                value={webhookVersion ?? "as-set"}
                onChange={(value) =>
                  set({ webhookVersion: value === "v1" || value === "v0.1" ? value : null })
                }
                data={[{ value: "as-set", label: "As in the application" }, "v1", "v0.1"]}
              />
            )}
          </Choice>
          <GrowingTextarea
            label="failover"
            description="Messages to try in turn when this one is rejected: a JSON array, as the API takes them."
            error={failoverProblem}
            classNames={optionLook(undefined)}
            placeholder={FAILOVER_HINT}
            minRows={2}
            maxRows={8}
            spellCheck={false}
            value={failover}
            onChange={(event) => set({ failover: event.currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly children: (labelId: string) => ReactNode;
}

function Choice({ label, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className={classes.choice}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      {children(id)}
    </div>
  );
}

function optionLook(warning: string | undefined) {
  return {
    input: classes.mono ?? "",
    label: classes.label ?? "",
    description: (warning === undefined ? classes.hint : classes.doubt) ?? "",
  };
}
