// Where the simulator answers, and how an app of one's own gets there.
import { useId } from "react";
import type { SimulatorState } from "../../../preload/contract/simulator-state.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { hrefOf } from "../../router/router.ts";
import classes from "./address-panel.module.css";

/** Address and ids to copy, and three steps. It holds no secret: those are given out by the command line. */
export function AddressPanel({ state }: { readonly state: SimulatorState }) {
  const { url, applicationId, apiKey, pageId, psid, messagesVersion } = state;
  const titleId = useId();
  const facts = [
    { name: "API address", value: url ?? "" },
    { name: "Application ID", value: applicationId },
    { name: "API key", value: apiKey },
    { name: "Page ID", value: pageId },
    { name: "First person’s PSID", value: psid },
  ];
  const snippet = `const vonage = new Vonage({ applicationId, privateKey }, { apiHost: "${url ?? ""}" });`;
  return (
    <div className={classes.panel}>
      <dl className={classes.facts}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className="mono">{value}</span>
              <CopyButton value={value} label={name} />
            </dd>
          </div>
        ))}
        <div>
          <dt>Usual payload</dt>
          <dd>{messagesVersion}</dd>
        </div>
      </dl>
      <section className={classes.own} aria-labelledby={titleId}>
        <h2 id={titleId} className={classes.title}>
          Your own app on the simulator
        </h2>
        <ol className={classes.steps}>
          <li>
            <p>
              Save the private key at <a href={hrefOf({ page: "keys" })}>Keys and JWT</a>. The API secret and
              the signature secret are given out only to programs: by the first line of{" "}
              <code>hookline serve --json</code>, or of <code>hookline simulate --json</code> for a simulator
              alone.
            </p>
          </li>
          <li>
            <p>
              Give its address to Vonage’s SDK as the API host, or to your own HTTP client in place of{" "}
              <code>https://api.nexmo.com</code>:
            </p>
            <div className={classes.code}>
              <pre className="mono">{snippet}</pre>
              <CopyButton value={snippet} label="line of code" />
            </div>
          </li>
          <li>
            <p>
              Set the webhook URLs of the simulated application to your app. It calls no other computer unless
              you allow that host by name.
            </p>
          </li>
        </ol>
        <p className={classes.note}>
          Scripts and CI jobs can do the same over HTTP, as the documentation of the simulator has it.
        </p>
      </section>
    </div>
  );
}
