// The request that Send makes, before it is made.
import type { ReplyDraft } from "../../../../preload/contract/reply.ts";
import { requestPreview } from "../../../../preload/contract/send-request.ts";
import { isRestingSimulator } from "../../../../preload/contract/workspace.ts";
import { bringIntoView } from "../../../components/bring-into-view.ts";
import { JsonText } from "../../../components/json-text.tsx";
import { formatBytes } from "../../../components/format.ts";
import { SimulatorOff } from "../../../components/simulator-off.tsx";
import { useActiveWorkspace } from "../../../workspace/active-workspace.tsx";
import { CopyAsMenu } from "./copy-as-menu.tsx";
import classes from "./request-preview.module.css";

interface RequestPreviewProps {
  readonly id: string;
  readonly draft: ReplyDraft;
}

/** Method, address, headers and JSON exactly as they would go out; what authorises them is masked. */
export function RequestPreview({ id, draft }: RequestPreviewProps) {
  const workspace = useActiveWorkspace();
  const { method, url, path, headers, json } = requestPreview(draft, workspace);
  const { "content-length": bytes, host, ...shown } = headers;
  const isOff = isRestingSimulator(workspace);
  return (
    <section id={id} className={classes.preview} aria-label="Request" ref={bringIntoView}>
      <div className={classes.head}>
        <p className={classes.line}>
          <b>{method}</b> {path}
        </p>
        <CopyAsMenu draft={draft} workspace={workspace} />
      </div>
      <p className={classes.host}>{isOff ? <SimulatorOff /> : url.slice(0, -path.length)}</p>
      <dl className={classes.headers}>
        {Object.entries({ ...shown, ...(isOff ? {} : { host }), "content-length": bytes }).map(
          ([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <JsonText label="Body of the request" value={json} />
      <p className={classes.note}>{formatBytes(Number(bytes))}, sent without the line breaks.</p>
    </section>
  );
}
