// What the page says when the host will not talk to it.
import { Button } from "@mantine/core";
import { IconKeyOff, IconRefresh } from "@tabler/icons-react";
import { useEffect } from "react";
import type { Refusal } from "../../bridge/web-socket-bridge.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import classes from "./closed-door.module.css";

/** Says why nothing is shown, and how to come in. */
export function ClosedDoor({ refusal }: { readonly refusal: Refusal }) {
  useEffect(() => {
    // Another tab of this origin was let in: its key is good here too.
    const reload = () => location.reload();
    addEventListener("storage", reload);
    return () => removeEventListener("storage", reload);
  }, []);
  return (
    <main className={classes.door}>
      {refusal === "key" ? (
        <EmptyState icon={IconKeyOff} title="Open the printed address">
          <p>
            This page has no key of the Hookline that runs now. Every start makes a new one. Open the address
            it printed; it looks like <span className="mono">{location.origin}/#key=…</span>
          </p>
        </EmptyState>
      ) : (
        <EmptyState icon={IconRefresh} title="This page is of another version">
          <p>Hookline was updated, and this page was not. Reload it.</p>
          <Button className={classes.act} onClick={() => location.reload()}>
            Reload
          </Button>
        </EmptyState>
      )}
    </main>
  );
}
