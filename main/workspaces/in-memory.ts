// The workspaces of this run alone: the simulator's, and the one made of the environment.
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace, WorkspaceInput } from "../../preload/contract/workspace.ts";
import type { Clock } from "../ports.ts";
import {
  ephemeralWorkspace,
  isUnproved,
  provedBy,
  restingSimulator,
  runningSimulator,
} from "./memory-workspaces.ts";
import type { MemoryWorkspace, SimulatedIdentity } from "./memory-workspaces.ts";

/** What is in memory now. */
export interface InMemory {
  /** First comes first: of two with one application, it wins. */
  all(): readonly MemoryWorkspace[];
  find(id: WorkspaceId): MemoryWorkspace | undefined;
  simulated(): Workspace;
  /** null = there is none. */
  environment(): Workspace | null;
  setSimulated(identity: SimulatedIdentity): Workspace;
  /** null when the input says more than may be changed, or the simulator rests. */
  changeSimulated(input: WorkspaceInput): Workspace | null;
  /** Adds `input` to what the workspace of the environment was made of. @throws AppError as `ephemeralWorkspace` */
  setEnvironment(input: WorkspaceInput): Workspace;
  dropEnvironment(): void;
  hasUnprovedSecret(): boolean;
  /** A webhook was verified by the secret of this label. */
  prove(label: string): void;
}

/** Starts with a simulator that rests. */
export function createInMemory({ clock }: { readonly clock: Clock }): InMemory {
  let simulated = restingSimulator(clock.now());
  let identity: SimulatedIdentity | null = null;
  let environment: { readonly input: WorkspaceInput; readonly made: MemoryWorkspace } | null = null;

  function all(): readonly MemoryWorkspace[] {
    return [...(environment === null ? [] : [environment.made]), simulated];
  }

  function setSimulated(given: SimulatedIdentity): Workspace {
    simulated = runningSimulator(given, clock.now());
    identity = given;
    return simulated.workspace;
  }

  return {
    all,
    find: (id) => all().find(({ workspace }) => workspace.id === id),
    simulated: () => simulated.workspace,
    environment: () => environment?.made.workspace ?? null,
    setSimulated,
    changeSimulated: (input) =>
      identity === null || !isApplicationOnly(input) ? null : setSimulated(withApplication(identity, input)),
    setEnvironment: (change) => {
      const input = { ...environment?.input, ...change };
      const made = ephemeralWorkspace(input, environment?.made.workspace.createdAt ?? clock.now());
      environment = { input, made };
      return made.workspace;
    },
    dropEnvironment: () => {
      environment = null;
    },
    hasUnprovedSecret: () => all().some(({ workspace }) => isUnproved(workspace)),
    prove: (label) => {
      const now = clock.now();
      simulated = provedBy(label, simulated, now);
      if (environment !== null)
        environment = { ...environment, made: provedBy(label, environment.made, now) };
    },
  };
}

/** All that can be changed of the simulator's workspace, and for this run only: which of its applications it is about. */
function isApplicationOnly(input: WorkspaceInput): boolean {
  return (
    typeof input.applicationId === "string" &&
    Object.keys(input).every((name) => name === "applicationId" || name === "privateKey")
  );
}

function withApplication(identity: SimulatedIdentity, input: WorkspaceInput): SimulatedIdentity {
  return {
    ...identity,
    applicationId: input.applicationId ?? identity.applicationId,
    privateKeyPem: input.privateKey ?? identity.privateKeyPem,
  };
}
