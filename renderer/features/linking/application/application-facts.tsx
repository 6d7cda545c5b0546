// What the account says of the workspace's application, and what is wrong with it.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Application, KeyPairing } from "../../../../preload/contract/applications.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { CopyButton } from "../../../components/copy-button.tsx";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Moment } from "../../../components/moment.tsx";
import { hrefOf } from "../../../router/router.ts";
import { Note } from "../note.tsx";
import { AddMessages } from "./add-messages.tsx";
import { keyMadeFor, usePendingKeys } from "./use-pending-keys.ts";
import classes from "../panel.module.css";

interface ApplicationFactsProps {
  readonly workspace: Workspace;
  readonly application: Application;
  readonly pairing: KeyPairing | null;
}

/** Facts first, then each thing that has to be mended with its button. */
export function ApplicationFacts({ workspace, application, pairing }: ApplicationFactsProps): ReactNode {
  const { id, name, hasMessages } = application;
  const pendingKey = keyMadeFor(application, usePendingKeys(workspace.id));
  const choose = useAct("applications.choose");
  return (
    <>
      <dl className={classes.facts}>
        <dt>Name</dt>
        <dd>{name}</dd>
        <dt>Application ID</dt>
        <dd>
          <span className={classes.mono}>{id}</span>
          <CopyButton value={id} label="application ID" />
        </dd>
        <dt>Messages</dt>
        <dd>{hasMessages ? messagesWords(application) : "Not a capability of this application"}</dd>
        <dt>Key pair</dt>
        <dd>{pairing === null ? "" : PAIRING_WORDS[pairing]}</dd>
      </dl>
      {!hasMessages && (
        <Note
          what="This application has no Messages capability."
          actions={<AddMessages application={application} workspace={workspace.id} />}
        >
          It can neither be linked to a Page nor get webhooks of Messenger. The oldest guide made such
          applications, of the Voice kind. Adding it leaves the other capabilities as they are.
        </Note>
      )}
      {pendingKey !== null && pairing !== "paired" && (
        <Note
          what="Hookline made the key of this application."
          actions={
            <Button
              size="xs"
              variant="filled"
              disabled={choose.isRunning}
              onClick={() => void choose.run({ workspace: workspace.id, id })}
            >
              Store the key
            </Button>
          }
        >
          It did so on <Moment at={pendingKey.madeAt} />, and was cut off before the key was stored.
          {pairing === "unpaired" &&
            " It takes the place of the stored one, which is not this application’s."}
        </Note>
      )}
      {choose.error !== null && <ErrorNotice error={choose.error} />}
      {pairing === "unpaired" && pendingKey === null && (
        <Note what="The stored private key belongs to another application." actions={<ToKeys />}>
          Vonage refuses every JWT made with it. Store the key that was saved when “{name}” was made, or
          create an application, whose key is stored at once.
        </Note>
      )}
      {pairing === "no-key" && pendingKey === null && (
        <Note what="No private key is stored." actions={<ToKeys />}>
          Without it no JWT can be minted and no reply sent. Vonage shows a private key once, when the
          application is made.
        </Note>
      )}
    </>
  );
}

const PAIRING_WORDS: Readonly<Record<KeyPairing, string>> = {
  paired: "The stored private key belongs to its public key",
  unpaired: "The stored private key is not this application’s",
  "no-key": "No private key is stored",
  "no-public-key": "Cannot be checked: the API shows no public key",
};

function messagesWords({ version, mediaAuthentication, improveAi }: Application): string {
  return [
    version === null ? "version not shown by the API" : `webhooks ${version}`,
    mediaAuthentication === null
      ? "media security not shown"
      : `media ${mediaAuthentication ? "ask for a JWT" : "open to whoever has the link"}`,
    ...(improveAi === null ? [] : [`data ${improveAi ? "may" : "may not"} improve Vonage’s AI`]),
  ].join(", ");
}

function ToKeys(): ReactNode {
  return (
    <Button component="a" href={hrefOf({ page: "keys" })} size="xs">
      Open Keys and JWT
    </Button>
  );
}
