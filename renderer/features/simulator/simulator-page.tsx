// The screen of the simulator: people to play, what they see, what was sent, and every switch.
import { Button } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { SimulatorState } from "../../../preload/contract/simulator-state.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { formatCount } from "../../components/format.ts";
import { countFaults } from "../../components/simulator-faults.ts";
import { useMediaWidth } from "../../components/use-media-width.ts";
import { useSimulator } from "../../components/use-simulator.ts";
import { navigate, SIMULATOR, useRoute, type SimulatorPart } from "../../router/router.ts";
import { AddressPanel } from "./address-panel.tsx";
import { ClockBar } from "./clock/clock-bar.tsx";
import { DeliveriesPanel } from "./deliveries/deliveries-panel.tsx";
import { FaultsMarker } from "./faults-marker.tsx";
import { PartTabs, type Part } from "./part-tabs.tsx";
import { PeoplePanel } from "./people/people-panel.tsx";
import { choosePerson, isSamePerson, type PersonAt } from "./people/person-words.ts";
import { NoPerson, Phone } from "./phone/phone.tsx";
import { SwitchesPanel } from "./switches/switches-panel.tsx";
import classes from "./simulator-page.module.css";

interface SimulatorPageProps {
  /** What plays scripted scenarios; left out, there is no such part. */
  readonly scenarios?: ReactNode;
}

/** Asks for the state, and shows what there is while it is not there. */
export function SimulatorPage({ scenarios }: SimulatorPageProps) {
  const simulator = useSimulator();
  if (simulator.data === undefined) {
    return simulator.error === null ? (
      <div className={classes.page} aria-busy="true" />
    ) : (
      <div className={classes.error}>
        <ErrorNotice
          error={simulator.error.value}
          action={<Button onClick={() => void simulator.refetch()}>Retry</Button>}
        />
      </div>
    );
  }
  if (simulator.data.url === null) {
    return (
      <div className={classes.page}>
        <h1 className="visually-hidden">Simulator</h1>
        <EmptyState icon={IconPlugConnectedX} title="The simulator does not run">
          Hookline was started with <span className="unbroken">--no-simulator</span>. Start it again without
          that option.
        </EmptyState>
      </div>
    );
  }
  return <RunningSimulator state={simulator.data} scenarios={scenarios} />;
}

interface RunningSimulatorProps extends SimulatorPageProps {
  readonly state: SimulatorState;
}

/** Three columns where there is room: people, the person's phone, the rest as tabs; else all of it as tabs. */
function RunningSimulator({ state, scenarios }: RunningSimulatorProps) {
  const route = useRoute();
  const width = useMediaWidth();
  const isWide = width === "wide" || width === "rail";
  const isNarrow = width === "narrow";
  const asked = route.page === "simulator" ? route : SIMULATOR;
  // The address names the one or the other; what it does not name stays as it was.
  const [lastPerson, setLastPerson] = useState<PersonAt | null>(asked.person);
  // A new object each time somebody wants to write; so it is a wish of its own.
  const [focusWish, setFocusWish] = useState<object | null>(null);
  const [hasReturned, setReturned] = useState(false);
  const [lastPart, setLastPart] = useState<SimulatorPart>("deliveries");
  const isLastListed = state.people.some((each) => isSamePerson(each, lastPerson));
  const person = choosePerson(state.people, asked.person ?? (isLastListed ? lastPerson : null));
  const part = asked.part === "people" && isWide ? lastPart : asked.part;
  const faultCount = countFaults(state.faults);

  function choose(next: PersonAt): void {
    setLastPerson({ psid: next.psid, pageId: next.pageId });
    navigate(
      { page: "simulator", part: "people", person: { psid: next.psid, pageId: next.pageId } },
      { replace: !isNarrow },
    );
  }

  function show(next: SimulatorPart): void {
    if (next !== "people") setLastPart(next);
    navigate({ page: "simulator", part: next, person: null }, { replace: true });
  }

  function goBack(): void {
    setReturned(true);
    navigate(SIMULATOR);
  }

  function forget(): void {
    setLastPerson(null);
    navigate(SIMULATOR, { replace: true });
  }

  const phone =
    person === null ? (
      <NoPerson />
    ) : (
      <Phone
        key={`${person.pageId} ${person.psid}`}
        state={state}
        person={person}
        onChoose={choose}
        onRemoved={forget}
        focusWish={focusWish}
        onBack={isNarrow ? goBack : undefined}
      />
    );
  const people = (
    <PeoplePanel
      state={state}
      chosen={person}
      choosesByArrows={!isNarrow}
      takesFocus={hasReturned}
      onChoose={(next, gesture) => {
        choose(next);
        setFocusWish(gesture === "opened" ? {} : null);
      }}
    />
  );
  const peoplePart: Part = {
    id: "people",
    label: "People",
    content: isNarrow ? (
      people
    ) : (
      <div className={classes.pair}>
        <div className={classes.people}>{people}</div>
        {phone}
      </div>
    ),
    fills: true,
  };
  const parts: readonly Part[] = [
    ...(isWide ? [] : [peoplePart]),
    {
      id: "deliveries",
      label: "Deliveries",
      ...(state.waitingRetries === 0
        ? {}
        : { remark: { count: formatCount(state.waitingRetries), words: "to retry" } }),
      content: <DeliveriesPanel state={state} person={person} />,
    },
    {
      id: "switches",
      label: "Switches",
      ...(faultCount === 0 ? {} : { remark: { count: formatCount(faultCount), words: "on" } }),
      content: <SwitchesPanel state={state} />,
    },
    ...(scenarios === undefined
      ? []
      : [{ id: "scenarios" as const, label: "Scenarios", content: scenarios }]),
    { id: "address", label: "Address", content: <AddressPanel state={state} /> },
  ];
  // On a narrow page the phone is a page of its own, and has no room for the rest.
  const isPhonePage = isNarrow && part === "people" && asked.person !== null;

  return (
    <div className={classes.page}>
      <h1 className="visually-hidden">Simulator</h1>
      <FaultsMarker faults={state.faults} />
      {!isPhonePage && <ClockBar state={state} />}
      {isPhonePage ? (
        <div className={classes.columns}>{phone}</div>
      ) : (
        <div className={classes.columns} data-wide={isWide} data-part={part}>
          {isWide && <div className={classes.people}>{people}</div>}
          {isWide && <div className={classes.phone}>{phone}</div>}
          <div className={classes.parts}>
            <PartTabs parts={parts} shown={part} onShow={show} />
          </div>
        </div>
      )}
    </div>
  );
}
