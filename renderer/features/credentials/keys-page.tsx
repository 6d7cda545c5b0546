// The screen Keys and JWT: what a workspace stores, and JWTs made from it.
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconLock, IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useAppState } from "../../components/use-app-state.ts";
import { navigate, parseRoute, useArrival, useRoute } from "../../router/router.ts";
import { useActiveWorkspace, useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useBeingAdded } from "./being-added.tsx";
import { ImportCandidates } from "./import-candidates.tsx";
import { JwtBuilder } from "./jwt-builder.tsx";
import { JwtJudge } from "./jwt-judge.tsx";
import { NewWorkspace } from "./new-workspace.tsx";
import { SimulatedWorkspace } from "./simulated-workspace.tsx";
import { StoredWorkspace } from "./stored-workspace.tsx";
import { useTypedForms } from "./typed-forms.tsx";
import classes from "./keys-page.module.css";

/** Keys of the active workspace, a form for another one, and the JWT builder. */
export function KeysPage() {
  const workspace = useActiveWorkspace();
  const { workspaces } = useWorkspaces();
  const hasOwn = workspaces.some(({ kind }) => kind !== "simulated");
  const typedForms = useTypedForms();
  const { isRunning, forgetError, addedCount } = useBeingAdded();
  // Whoever has nothing of their own yet came here to add it. With what is added, its form is over.
  const [begunAfter, setBegunAfter] = useState(hasOwn ? null : addedCount);
  const isBegun = begunAfter === addedCount;
  // What was typed is come back to, and does not go by another press on the way to this screen.
  if (!isBegun && (isRunning || typedForms.read("new") !== null)) setBegunAfter(addedCount);
  const route = useRoute();
  const isAsked = route.page === "keys" && route.place === "add";
  const isAdding = isBegun || isAsked;
  const adding = useRef<HTMLElement>(null);
  const isSimulated = workspace.kind === "simulated";
  useArrival(isAsked, () => adding.current?.querySelector<HTMLElement>('input[name="name"]')?.focus());

  function close(): void {
    setBegunAfter(null);
    // The host may take its time to add one: by then, another screen may be shown.
    if (parseRoute(location.hash).page === "keys") navigate({ page: "keys" }, { replace: true });
  }

  function giveUp(): void {
    typedForms.forget("new");
    forgetError();
    close();
  }

  return (
    <div className={classes.page} tabIndex={-1}>
      <div className={classes.keys} data-region="Keys">
        <header className={classes.head}>
          <div>
            <h1>Keys and JWT</h1>
            <p>Once stored, keys are never shown; a private key can be saved to a file.</p>
          </div>
          {!isAdding && (
            <Button
              leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => navigate({ page: "keys", place: "add" })}
            >
              Add a workspace
            </Button>
          )}
        </header>
        <VaultNote />
        {isAdding && (
          <section ref={adding} className={classes.part} aria-label="Add a workspace">
            <div className={classes.partHead}>
              <h2 className={classes.title}>{hasOwn ? "Add a workspace" : "Connect a real Page"}</h2>
              {hasOwn && (
                <Button disabled={isRunning} onClick={giveUp}>
                  Cancel
                </Button>
              )}
            </div>
            <p className={classes.note}>
              A workspace is one Facebook Page and one Vonage application. Its name is enough to begin with;
              the rest can come later.
            </p>
            <ImportCandidates onTaken={close} />
            <NewWorkspace />
          </section>
        )}
        <section className={classes.part} aria-label={workspace.name}>
          <h2 className={classes.title}>{workspace.name}</h2>
          {isSimulated ? (
            <SimulatedWorkspace workspace={workspace} />
          ) : (
            <StoredWorkspace key={workspace.id} workspace={workspace} />
          )}
        </section>
      </div>
      <div className={classes.aside} data-region="JWT">
        <JwtBuilder key={workspace.id} />
        <JwtJudge />
      </div>
    </div>
  );
}

function VaultNote() {
  const app = useAppState();
  if (app === undefined) return null;
  if (app.vault.warning === null) {
    return (
      <p className={classes.vault}>
        <IconLock size={16} stroke={1.75} aria-hidden="true" />
        Keys are kept in the system’s keychain.
      </p>
    );
  }
  return (
    <p className={classes.vault} data-warns="true">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      {app.vault.warning}
    </p>
  );
}
