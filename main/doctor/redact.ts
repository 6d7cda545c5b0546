// Takes out of a text what may not be pasted in public: names, ids, and where things lie on this computer.
import { isRestingSimulator, type Workspace } from "../../preload/contract/workspace.ts";
import { isVonageHost } from "../network/api-host.ts";

/** What is taken out. */
export interface Private {
  readonly workspaces: readonly Workspace[];
  readonly dataFolder: string;
  readonly home: string;
}

/** Gives the text without names, ids and paths. */
export type Redact = (text: string) => string;

/** A path of this computer, whatever it leads to; an address on the web is none. */
const POSIX_PATH = /(?<![\w.:/~])\/(?:[^\s/"“”']+\/)*[^\s/"“”',;:)]+/g;
const WINDOWS_PATH = /\b[A-Za-z]:\\[^\s"“”',;)]+/g;

/**
 * Made for what errors are about, and not for our own sentences on it, whose words a workspace may have for a name. What
 * other programs say may hold a path that we do not know of.
 */
export function createRedact({ workspaces, dataFolder, home }: Private): Redact {
  const hidden = new Map<string, string>();
  const hide = (text: string | null, shown: string): void => {
    if (text !== null && text.trim() !== "") hidden.set(text, shown);
  };
  for (const [index, workspace] of workspaces.entries()) {
    const called = workspaceLabel(index);
    // The names that Hookline itself gives tell nothing.
    if (workspace.kind !== "simulated" && !workspace.ephemeral) hide(workspace.name, called);
    hide(workspace.pageName, `the Page of ${called}`);
    for (const id of [workspace.pageId, workspace.applicationId, workspace.apiKey, workspace.id]) {
      if (id !== null && !OUR_IDS.test(id)) hide(id, shortId(id));
    }
    if (isRestingSimulator(workspace) || isVonageHost(workspace.apiHost)) continue;
    hide(workspace.apiHost, `the host of ${called}`);
    hide(new URL(workspace.apiHost).host, `the host of ${called}`);
  }
  hide(dataFolder, "the data folder");
  hide(home, "~");

  // Longest first: a folder in the home folder before the home folder itself.
  const texts = [...hidden.keys()].sort((one, other) => other.length - one.length).map(quoted);
  const known = new RegExp(`(?<![\\p{L}\\p{N}])(?:${texts.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  return (text) =>
    text
      .replaceAll(known, (found) => hidden.get(found) ?? "…")
      .replaceAll(POSIX_PATH, "a path")
      .replaceAll(WINDOWS_PATH, "a path");
}

const OUR_IDS = /^(?:simulated|environment)$/;

/** What a workspace is called in the report. */
export function workspaceLabel(index: number): string {
  return `workspace ${index + 1}`;
}

/** Enough of an id to tell it from another of one's own. */
export function shortId(id: string): string {
  return `${id.slice(0, id.length > 12 ? 8 : 2)}…`;
}

function quoted(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, (mark) => `\\${mark}`);
}
