// The Linking screen: the checklist of one generation at the left, the life of the link at the right.
import { SegmentedControl } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type {
  LinkingGeneration,
  LinkingGroup as Group,
  LinkingState,
  LinkingStep as Step,
} from "../../../preload/contract/linking.ts";
import { isRestingSimulator } from "../../../preload/contract/workspace.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { SimulatorOff } from "../../components/simulator-off.tsx";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { PendingKeyNote } from "./application/pending-key-note.tsx";
import { ByHookline } from "./by-hookline.tsx";
import { ExpiredLink } from "./expired-link.tsx";
import { InSight } from "./in-sight.tsx";
import { LinkAside } from "./link-aside.tsx";
import { LinkingGroup } from "./linking-group.tsx";
import { LinkingStep } from "./linking-step.tsx";
import { isPart1Done } from "./link-words.ts";
import { SecretButtons, type DrawSecretButton } from "./secret-buttons.tsx";
import classes from "./linking-page.module.css";
import { useByHookline } from "./use-by-hookline.ts";
import { useLinking, type Linking } from "./use-linking.ts";
import { LeftOverBanner } from "./webhook-urls/left-over-banner.tsx";

const GENERATIONS: readonly { value: LinkingGeneration; label: string }[] = [
  { value: "dashboard", label: "Dashboard" },
  { value: "api-key-page", label: "API key page" },
  { value: "jwt-page", label: "JWT page" },
];

interface LinkingPageProps {
  /** Draws the buttons that copy secrets; they belong to another feature, so the shell hands them in. */
  readonly drawSecretButton: DrawSecretButton;
}

/** The screen of the active workspace. It shows nothing until its first answer is here, and then all of it in one frame. */
export function LinkingPage({ drawSecretButton }: LinkingPageProps): ReactNode {
  const linking = useLinking();
  if (isRestingSimulator(useActiveWorkspace())) return <NothingToLink />;
  if (linking.state === null) {
    return (
      <main className={classes.page} id="main" aria-busy={linking.error === null}>
        {linking.error !== null && <ErrorNotice error={linking.error} />}
      </main>
    );
  }
  return (
    <SecretButtons draw={drawSecretButton}>
      <Checklist linking={linking} state={linking.state} />
    </SecretButtons>
  );
}

/** Where the simulator does not run there is no Page: no step could be done. */
function NothingToLink(): ReactNode {
  return (
    <main className={classes.page} id="main" tabIndex={-1}>
      <div className={classes.checklist} data-region="Checklist">
        <header className={classes.head}>
          <div>
            <h1>Link your Facebook Page</h1>
            <p className={classes.lede}>
              <SimulatorOff /> For a Page of your own, add a workspace; its steps are then here.
            </p>
          </div>
        </header>
      </div>
    </main>
  );
}

interface ChecklistProps {
  readonly linking: Linking;
  readonly state: LinkingState;
}

function Checklist({ linking, state }: ChecklistProps): ReactNode {
  const [chosenStep, setChosenStep] = useState<string | null>(null);
  const [folds, setFolds] = useState<Readonly<Record<string, boolean>>>({});
  const byHookline = useByHookline();
  // It has no link of one's own: nothing to choose a page for, and nothing that expires.
  const { kind } = useActiveWorkspace();
  const isSandbox = kind === "sandbox";
  const steps = state.groups.flatMap((group) => group.steps);
  const openStep =
    steps.find((step) => step.id === chosenStep) ??
    steps.find((step) => step.id === state.currentStep) ??
    null;

  const isGroupOpen = (group: Group): boolean =>
    folds[group.id] ??
    (group.steps.some((step) => step.evidence === null) ||
      group.steps.some((step) => step.id === openStep?.id));
  const visible = state.groups.filter(isGroupOpen).flatMap((group) => group.steps);
  const tick = (step: Step, done: boolean): void => {
    linking.tick(step.id, done);
    if (step.id === chosenStep && done) setChosenStep(null);
  };
  const move = (by: 1 | -1): void => {
    const at = visible.findIndex((step) => step.id === openStep?.id);
    const next = visible[Math.min(visible.length - 1, Math.max(0, at + by))];
    if (next !== undefined) setChosenStep(next.id);
  };
  const press = (kind: "open" | "copy"): void => {
    const action = openStep?.actions.find(
      (candidate) => candidate.kind.startsWith(kind) || (kind === "open" && candidate.kind === "go"),
    );
    if (action === undefined) return;
    const holder = document.querySelector<HTMLElement>(`[data-open="true"] [data-action="${action.kind}"]`);
    (holder?.querySelector("button") ?? holder)?.click();
  };

  useShortcuts("Linking", [
    { id: "linking.next", keys: "j", label: "Next step", run: () => move(1), repeats: true },
    {
      id: "linking.previous",
      keys: "k",
      label: "Previous step",
      run: () => move(-1),
      repeats: true,
    },
    {
      id: "linking.mark",
      keys: "x",
      label: "Mark step as done",
      run: () => {
        // A step that was gone to stays open, so that a second press takes back the first.
        if (openStep !== null && openStep.evidence?.by !== "simulator")
          linking.tick(openStep.id, openStep.evidence === null);
      },
    },
    {
      id: "linking.open",
      keys: "o",
      label: "Open the page of the step",
      run: () => press("open"),
    },
    {
      id: "linking.byHookline",
      keys: "h",
      label: "Let Hookline do the step",
      run: () => {
        const offer = openStep === null ? null : byHookline.offerOf(openStep);
        if (offer !== null) byHookline.show(offer);
      },
    },
    {
      id: "linking.copy",
      keys: "c",
      label: "Copy what the step needs",
      run: () => press("copy"),
    },
  ]);

  return (
    <main className={classes.page} id="main" tabIndex={-1}>
      <div className={classes.checklist} data-region="Checklist">
        <header className={classes.head}>
          <div>
            <h1>Link your Facebook Page</h1>
            <Lede state={state} />
          </div>
          {!isSandbox && (
            <div className={classes.generation}>
              <SegmentedControl
                size="xs"
                fullWidth
                aria-label="Which linking page do you see?"
                data={[...GENERATIONS]}
                value={state.generation}
                onChange={(value) => linking.chooseGeneration(value)}
              />
              <p>The linking page has had three versions</p>
            </div>
          )}
        </header>
        {linking.error !== null && <ErrorNotice error={linking.error} />}
        {state.link.expiredBy !== null && <ExpiredLink expiredBy={state.link.expiredBy} kind={kind} />}
        <LeftOverBanner
          urls={byHookline.urls}
          isOpening={chosenStep === null}
          onShow={() => byHookline.show({ panel: "urls", begin: null })}
        />
        {byHookline.pendingKeys.map((pendingKey) => (
          <InSight key={pendingKey.keyFingerprint} isWanted={chosenStep === null}>
            <PendingKeyNote
              pendingKey={pendingKey}
              workspace={byHookline.workspace.id}
              onLook={() => byHookline.show({ panel: "application", begin: "choose" })}
            />
          </InSight>
        ))}
        <ByHookline state={byHookline} />
        {state.groups.map((group) => (
          <LinkingGroup
            key={group.id}
            group={group}
            isOpen={isGroupOpen(group)}
            onToggle={() => setFolds({ ...folds, [group.id]: !isGroupOpen(group) })}
          >
            {group.steps.map((step) => (
              <LinkingStep
                key={step.id}
                step={step}
                isCurrent={step.id === state.currentStep}
                isOpen={step.id === openStep?.id}
                offer={byHookline.offerOf(step)}
                onOffer={byHookline.show}
                onOpen={() => setChosenStep(step.id)}
                onTick={(done) => tick(step, done)}
              />
            ))}
          </LinkingGroup>
        ))}
      </div>
      {!isSandbox && <LinkAside linking={linking} state={state} />}
    </main>
  );
}

function Lede({ state }: { readonly state: LinkingState }): ReactNode {
  const workspace = useActiveWorkspace();
  if (workspace.kind === "simulated") {
    return (
      <p className={classes.lede}>
        The simulator links its Page by itself, so nothing is needed here. Its account, applications and Page
        are there to be tried all the same. For a Page of your own, add a workspace; these are the steps that
        it will need.
      </p>
    );
  }
  if (workspace.kind === "sandbox") {
    return (
      <p className={classes.lede}>
        The sandbox has one Page for everybody and no application, so Parts 1 and 2 do not apply. It takes one
        message a second; Hookline waits its turn.
      </p>
    );
  }
  const isPart2Open = state.groups.some(
    ({ id, steps }) => id === "part2" && steps.some(({ evidence }) => evidence === null),
  );
  const onlyPart2 = isPart2Open && isPart1Done(state.link);
  return (
    <p className={classes.lede}>
      Part 1 links the Page to your Vonage account. Part 2 links it to one application.
      {onlyPart2 && (
        <>
          {" "}
          This Page is already on the account, so <strong>{workspace.name}</strong> needs only Part 2.
        </>
      )}
    </p>
  );
}
