// The folders under main/ are rooms: one may import another, and none may lead back to where it came from, not even for a
// type. A host is a room of its own, and so is each file that lies in main/ itself.
import { readFileSync, readdirSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { expect, it } from "vitest";

const MAIN = join(import.meta.dirname, "../../../main");

/** One import that leads from room to room. */
interface Passage {
  readonly from: string;
  readonly to: string;
  /** The two files, for whoever has to mend it. */
  readonly files: string;
}

/** `hosts/browser` and `hosts/electron`, else the first folder; of a file in main/ itself, the file. */
function roomOf(file: string): string {
  const [first = "", second = ""] = file.split("/");
  return first === "hosts" ? `${first}/${second}` : first;
}

/** Every address that a file imports, of whatever kind the import is. */
function importsIn(text: string): readonly string[] {
  const code = text.replaceAll(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, "");
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, address = ""]) => address);
}

function passagesIn(files: ReadonlyMap<string, string>): readonly Passage[] {
  return [...files].flatMap(([file, text]) =>
    importsIn(text)
      .map((address) => posix.join(posix.dirname(file), address))
      .filter((target) => !target.startsWith("../") && roomOf(target) !== roomOf(file))
      .map((target) => ({ from: roomOf(file), to: roomOf(target), files: `${file} -> ${target}` })),
  );
}

/** The passages of every circle: those from whose end their beginning can be reached. */
function circlesOf(passages: readonly Passage[]): readonly string[] {
  const next = Map.groupBy(passages, ({ from }) => from);
  const leadsTo = (start: string, goal: string): boolean => {
    const seen = new Set<string>();
    const open = [start];
    for (let room = open.pop(); room !== undefined; room = open.pop()) {
      if (room === goal) return true;
      if (seen.has(room)) continue;
      seen.add(room);
      open.push(...(next.get(room) ?? []).map(({ to }) => to));
    }
    return false;
  };
  return passages.filter(({ from, to }) => leadsTo(to, from)).map(({ files }) => files);
}

function filesOfMain(): ReadonlyMap<string, string> {
  const paths = readdirSync(MAIN, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => [relative(MAIN, path).split(sep).join("/"), readFileSync(path, "utf8")] as const),
  );
}

/** The circle of three rooms whose last one has this line. */
function closedBy(line: string): readonly string[] {
  return circlesOf(
    passagesIn(
      new Map([
        [
          "network/call.ts",
          'import { wait } from "../clock.ts";\nimport { shape } from "../workspaces/shape.ts";',
        ],
        ["workspaces/shape.ts", 'import type { Link } from "../linking/link.ts";'],
        ["linking/link.ts", line],
        ["clock.ts", '// import { x } from "./linking/link.ts";'],
      ]),
    ),
  );
}

it("finds a circle of rooms, by whatever kind of import it is closed", () => {
  const circle = ["network/call.ts -> workspaces/shape.ts", "workspaces/shape.ts -> linking/link.ts"];
  for (const line of [
    'import { call } from "../network/call.ts";',
    'import type { Call } from "../network/call.ts";',
    'import {\n  call,\n  type Call,\n} from "../network/call.ts";',
    'export { call } from "../network/call.ts";',
    'import "../network/call.ts";',
    'const call = await import("../network/call.ts");',
    'let call: import("../network/call.ts").Call;',
  ]) {
    expect(closedBy(line)).toEqual([...circle, "linking/link.ts -> network/call.ts"]);
  }
  expect(closedBy('import { wait } from "../clock.ts";')).toEqual([]);
});

it("keeps a passage within a room, and the two hosts, apart", () => {
  const passages = passagesIn(
    new Map([
      ["hosts/electron/index.ts", 'import { port } from "../../cli/port.ts";\nimport "./window.ts";'],
      ["cli/port.ts", 'import { serve } from "../hosts/browser/http.ts";'],
    ]),
  );

  expect(passages.map(({ from, to }) => [from, to])).toEqual([
    ["hosts/electron", "cli"],
    ["cli", "hosts/browser"],
  ]);
  expect(circlesOf(passages)).toEqual([]);
});

it("finds none in main/", () => {
  const files = filesOfMain();
  const passages = passagesIn(files);

  // Were nothing read, nothing would be found either.
  expect(files.has("workspaces/save-workspace.ts")).toBe(true);
  expect(passages.map(({ from, to }) => `${from} -> ${to}`)).toContain("workspaces -> network");
  expect(circlesOf(passages)).toEqual([]);
});
