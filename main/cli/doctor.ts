// `hookline doctor`: looks at everything and says what it found, in a report that is safe to paste in public.
import { existsSync } from "node:fs";
import type { z } from "zod";
import { contract } from "../../preload/contract/contract.ts";
import { AppError, isErrorCode } from "../../preload/contract/errors.ts";
import { DEFAULT_API_HOST, type Workspace } from "../../preload/contract/workspace.ts";
import { createControlClient } from "../control/control-client.ts";
import { readRun } from "../data-folder/run-file.ts";
import { dispatch } from "../dispatch.ts";
import { checkClock, checkFolder, checkPorts, checkVersions } from "../doctor/check-computer.ts";
import { checkListener } from "../doctor/check-listener.ts";
import { checkNetwork } from "../doctor/check-network.ts";
import { checkStore } from "../doctor/check-store.ts";
import { checkStrandedUrls } from "../doctor/check-stranded-urls.ts";
import { checkTunnel } from "../doctor/check-tunnel.ts";
import { checkWorkspace } from "../doctor/check-workspace.ts";
import { failureFinding, finding, type Ask, type Finding, type Verdict } from "../doctor/finding.ts";
import { createRedact, workspaceLabel } from "../doctor/redact.ts";
import { createHandlers } from "../handlers.ts";
import { readNetworkState } from "../network/network-state.ts";
import type { Services } from "../services.ts";
import { VERSION } from "../version.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { findOwner } from "./owner.ts";
import { withOwnServices } from "./own-services.ts";
import { printable } from "../reports/printable.ts";
import { createSilentLog } from "./silent-log.ts";

/** Options of `doctor`, as they were given. */
export interface DoctorOptions extends CommonOptions {
  readonly network?: boolean;
}

const EXIT_PROBLEM = 1;

/** Answers with exit code 1 when there is a problem; doubts alone are none. */
export async function runDoctor(context: CommandContext, options: DoctorOptions): Promise<number> {
  const { output, dataFolder, importsFrom } = context;
  const report = await examine(context, options);
  const redact = createRedact({ workspaces: report.workspaces, dataFolder, home: importsFrom.home });
  const shown = report.findings.map(({ subject, verdict, text, said }) => ({
    subject,
    verdict,
    text: printable([text, said?.(redact) ?? ""].filter(Boolean).join(" ")),
  }));
  // What concerns all workspaces is found in each.
  const findings = shown.filter(
    ({ text }, index) => shown.findIndex((earlier) => earlier.text === text) === index,
  );
  const worst = worstOf(findings);
  if (output.isJson) output.answer(JSON.stringify({ version: VERSION, worst, findings }));
  else for (const { subject, verdict, text } of findings) output.answer(line(subject, verdict, text));
  if (!output.isJson) output.answer(SUMMARIES[worst]);
  return worst === "problem" ? EXIT_PROBLEM : 0;
}

interface Report {
  readonly findings: readonly Finding[];
  /** What the report is about, so that their names can be taken out of it. */
  readonly workspaces: readonly Workspace[];
}

async function examine(context: CommandContext, options: DoctorOptions): Promise<Report> {
  const { dataFolder, importsFrom } = context;
  const store = checkStore(dataFolder);
  const before = [...checkFolder(dataFolder, importsFrom.home), ...store];
  try {
    const owner = findOwner(context);
    if (owner !== null) {
      const client = createControlClient(owner);
      const ask: Ask = (name, input) => client.call(name, input);
      const { version, tunnel, listener } = await ask("app.state", {});
      const ports = await checkPorts(readRun(dataFolder)?.running ?? null);
      const seen = await visit(context, options, ask);
      return {
        ...seen,
        findings: [
          ...checkVersions(version),
          ...before,
          ...ports,
          ...checkListener(listener),
          checkTunnel(tunnel),
          ...seen.findings,
        ],
      };
    }
  } catch (error) {
    // Its ports prove nothing: the system takes connections also for a process that is suspended.
    const found = [...checkVersions(null), ...before, failureFinding("data folder", error)];
    return { workspaces: [], findings: [...found, ...(await examineAround(context, options))] };
  }

  const plain = [
    ...checkVersions(null),
    ...before,
    ...(await checkPorts(null)),
    finding("tunnel", "note", "No Hookline runs on this data folder, so there is none."),
  ];
  // What is not there is not made, and what is broken not touched: the rest needs both.
  if (!existsSync(dataFolder) || [...before].some(({ verdict }) => verdict === "problem")) {
    return { workspaces: [], findings: [...plain, ...(await examineAround(context, options))] };
  }
  try {
    const seen = await withOwnServices(context, { environment: "ignored" }, (services) =>
      visit(context, options, askDirectly(context, services)),
    );
    return { ...seen, findings: [...plain, ...seen.findings] };
  } catch (error) {
    return { workspaces: [], findings: [...plain, failureFinding("data folder", error)] };
  }
}

/** What can be seen without the data folder. */
async function examineAround(context: CommandContext, options: DoctorOptions): Promise<readonly Finding[]> {
  const way = await checkNetwork(() => readNetworkState(context.network, [DEFAULT_API_HOST]));
  return [...way, ...(await clocks(context, options, []))];
}

async function visit(context: CommandContext, { network }: DoctorOptions, ask: Ask): Promise<Report> {
  const { workspaces } = await ask("workspaces.list", {});
  const findings: Finding[] = [
    ...(await checkNetwork(() => ask("network.state", {}))),
    ...(await clocks(context, { network: network === true }, workspaces)),
    ...(await checkStrandedUrls(ask)),
  ];
  for (const [index, workspace] of workspaces.entries()) {
    const isSimulated = workspace.kind === "simulated";
    // The place of a simulator that does not run.
    if (isSimulated && workspace.applicationId === null) continue;
    findings.push(
      ...(await checkWorkspace({
        workspace,
        label: workspaceLabel(index),
        ask,
        // The simulator is on this computer.
        mayUseNetwork: network === true || isSimulated,
        now: context.clock.now(),
      })),
    );
  }
  return { workspaces, findings };
}

/** The simulator's clock is this computer's; it shows that the way there works. */
async function clocks(
  context: CommandContext,
  { network }: DoctorOptions,
  workspaces: readonly Workspace[],
): Promise<readonly Finding[]> {
  const simulated = workspaces.filter(
    ({ kind, applicationId }) => kind === "simulated" && applicationId !== null,
  );
  const real = workspaces.filter(({ kind }) => kind !== "simulated").map(({ apiHost }) => apiHost);
  const wanted = network === true ? (real.length === 0 ? [DEFAULT_API_HOST] : real) : [];
  const hosts = new Set([...simulated.map(({ apiHost }) => apiHost), ...wanted]);
  const asked = await Promise.all([...hosts].map((host) => checkClock(host, context)));
  if (network === true) return asked;
  const unasked = "It was not compared with Vonage’s. Give --network to ask the API host.";
  return [...asked, finding("clock", "note", unasked)];
}

/** The same calls that a running Hookline answers, answered here. */
function askDirectly({ clock }: CommandContext, services: Services): Ask {
  const log = createSilentLog();
  const handlers = createHandlers({
    services,
    clock,
    appState: () => {
      throw new AppError("OWNER_NEEDED");
    },
  });
  return async (name, input) => {
    const result = await dispatch(handlers, name, input, log);
    if (!result.ok) {
      const { code, details } = result.error;
      throw new AppError(isErrorCode(code) ? code : "UNEXPECTED", details);
    }
    // `name` picks the schema and the type, a link TypeScript cannot follow.
    return contract.calls[name].output.parse(result.value) as z.output<
      (typeof contract.calls)[typeof name]["output"]
    >;
  };
}

const SEVERITY: readonly Verdict[] = ["good", "note", "doubt", "problem"];
const MARKS: Readonly<Record<Verdict, string>> = {
  good: "ok     ",
  note: "note   ",
  doubt: "doubt  ",
  problem: "problem",
};
const SUMMARIES: Readonly<Record<Verdict, string>> = {
  good: "All is well.",
  note: "All is well.",
  doubt: "Nothing is broken. Look at the doubts.",
  problem: "There are problems.",
};

function worstOf(findings: readonly Pick<Finding, "verdict">[]): Verdict {
  const worst = Math.max(0, ...findings.map(({ verdict }) => SEVERITY.indexOf(verdict)));
  return SEVERITY[worst] ?? "good";
}

function line(subject: string, verdict: Verdict, text: string): string {
  return `${MARKS[verdict]}  ${subject.padEnd(12)}${text}`;
}
