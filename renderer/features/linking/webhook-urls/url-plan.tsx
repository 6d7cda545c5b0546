// A plan to look at before anything is changed: old above new, what has to be agreed to, and the button.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { ApplicationWebhook } from "../../../../preload/contract/applications.ts";
import { TickField } from "../choice-field.tsx";
import { urlChanges, type UrlChange } from "./url-changes.ts";
import type { WebhookUrls } from "./use-webhook-urls.ts";
import panel from "../panel.module.css";
import classes from "./url-plan.module.css";

/** The plan of `urls.draft`. Each question has its own box, and the button waits for all of them. */
export function UrlPlan({ urls }: { readonly urls: WebhookUrls }): ReactNode {
  if (urls.draft === null) return null;
  const { intent, plan } = urls.draft;
  const changes = urlChanges(plan.now, plan.planned);
  const verb = intent === "set" ? "Set both URLs" : "Put the old ones back";
  return (
    <form
      // Another plan has other questions: none of them is agreed to yet.
      key={plan.seen}
      className={panel.form}
      aria-label={verb}
      onSubmit={(event) => {
        event.preventDefault();
        void urls.carryOut();
      }}
    >
      <h3>
        {changes.some(({ isChanged }) => isChanged)
          ? `What changes in ${plan.applicationName}`
          : `${plan.applicationName} has these URLs already`}
      </h3>
      <dl className={classes.changes}>
        {changes.map((change) => (
          <Change key={change.name} change={change} />
        ))}
      </dl>
      <p className={panel.text}>Nothing else of the application is touched.</p>
      {plan.questions.length > 0 && (
        <fieldset className={panel.group}>
          <legend>To be agreed to first</legend>
          {plan.questions.map((question, index) => (
            <TickField key={question} name={`agree-${String(index)}`} label={question} required />
          ))}
        </fieldset>
      )}
      <div className={panel.buttons}>
        <Button type="submit" variant="filled" size="md" disabled={urls.isBusy}>
          {verb}
        </Button>
        <Button size="md" onClick={urls.putAside}>
          Cancel
        </Button>
        {urls.error !== null && (
          <Button size="md" disabled={urls.isBusy} onClick={() => void urls.look(intent)}>
            Look again
          </Button>
        )}
      </div>
    </form>
  );
}

function Change({ change: { name, before, after, isChanged } }: { readonly change: UrlChange }): ReactNode {
  return (
    <div className={classes.change}>
      <dt>{name}</dt>
      {isChanged ? (
        <>
          <dd data-side="before">
            <span className="visually-hidden">now </span>
            <span aria-hidden="true">−</span>
            <del>
              <Webhook webhook={before} />
            </del>
          </dd>
          <dd data-side="after">
            <span className="visually-hidden">then </span>
            <span aria-hidden="true">+</span>
            <ins>
              <Webhook webhook={after} />
            </ins>
          </dd>
        </>
      ) : (
        <dd>
          <span aria-hidden="true"> </span>
          <span>
            <Webhook webhook={after} /> stays
          </span>
        </dd>
      )}
    </div>
  );
}

/** A URL with its method; Vonage calls by POST, so another method stands out. */
export function Webhook({ webhook }: { readonly webhook: ApplicationWebhook | null }): ReactNode {
  if (webhook === null) return "none";
  return (
    <>
      <span className={classes.method}>{webhook.method}</span> {webhook.address}
    </>
  );
}
