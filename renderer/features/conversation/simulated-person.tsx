// The other end of the line: the person at the computer plays the Facebook user.
import { IconDeviceMobile, IconMessages } from "@tabler/icons-react";
import { SIMULATED_PAGE_ID, SIMULATED_PSID } from "../../../preload/contract/simulator.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { SimulatedComposer } from "../../components/simulated-composer.tsx";
import headClasses from "./conversation-head.module.css";
import classes from "./conversation-pane.module.css";

/** The pane of the first run: nobody has written yet, and here is how to. */
export function SimulatedPerson() {
  return (
    <section className={classes.pane} data-first="true" aria-label="You, as the Facebook user">
      <div className={classes.parts}>
        <header className={headClasses.head}>
          <div className={headClasses.person}>
            <span className={headClasses.avatar} data-simulated="true" aria-hidden="true">
              <IconDeviceMobile size={16} stroke={1.75} />
            </span>
            <div className={headClasses.names}>
              <h2 className={headClasses.name}>You, as the Facebook user</h2>
              <div className={headClasses.psid}>
                <span className={headClasses.psidWord}>PSID</span>
                <span className={headClasses.psidValue}>{SIMULATED_PSID}</span>
                <CopyButton value={SIMULATED_PSID} label="PSID" />
              </div>
            </div>
          </div>
        </header>
        <EmptyState icon={IconMessages} title="No messages yet">
          A Facebook user must write first. Send one below and it reaches your webhook.
        </EmptyState>
        <SimulatedComposer psid={SIMULATED_PSID} pageId={SIMULATED_PAGE_ID} />
      </div>
    </section>
  );
}
