// The README's commands, run as they stand there against a running Hookline. `.ci/run` also runs them in a clean copy.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCliPlace, type CliPlace, type CliProcess } from "../fakes/cli-process.ts";

const PREFIX = "npm run -s hookline -- ";
const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const shown = shellLines(readme).filter((line) => line.startsWith(PREFIX));

describe("the commands of the README", () => {
  let place: CliPlace;
  let serve: CliProcess;

  beforeAll(async () => {
    place = await createCliPlace();
    serve = place.start(["serve", "--json", "--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"]);
    expect(JSON.parse(await serve.nextLine())).toMatchObject({ event: "ready" });
  });

  afterAll(async () => {
    serve.signal("SIGINT");
    expect((await serve.ended).code).toBe(0);
    await place.remove();
  });

  it("are shown", () => {
    expect(shown.length).toBeGreaterThan(3);
  });

  it.each(shown)("%s", async (line) => {
    let input: string | undefined;
    for (const part of line.split(" | ")) {
      const args = words(part.slice(PREFIX.length));

      const { code, stdout, stderr } = await place.run(args, input === undefined ? {} : { input });

      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).not.toBe("");
      input = stdout;
    }
  });
});

it("names in its table every command there is, and no other", async () => {
  const place = await createCliPlace();
  const { stdout } = await place.run(["--help"]);
  await place.remove();

  const offered = [...stdout.matchAll(/^ {2}([a-z]+)\b(?! is)/gm)].map(([, name]) => name);
  const tabled = [...readme.matchAll(/^\| `([a-z]+)/gm)].map(([, name]) => name);
  expect([...new Set(tabled)].toSorted()).toEqual([...new Set(offered)].toSorted());
});

it("says which Node a Hookline needs that is installed, as the program does", () => {
  const program = readFileSync(join(root, "main/cli/hookline.ts"), "utf8");
  const needed = /^const NODE_NEEDED = (\d+);$/m.exec(program)?.[1] ?? "none";

  expect(readme).toContain(
    `needs Node ${needed} or newer (\`actions/setup-node\` with \`node-version: ${needed}\`)`,
  );
});

it("leads to no file that is not there", () => {
  const targets = [...readme.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !target.startsWith("http"));

  expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

function shellLines(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text = ""]) =>
    text.trim().split("\n"),
  );
}

/** The words of a command line that knows plain words and "quoted ones". */
function words(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
