import { describe, expect, it } from "vitest";
import packageJson from "../../../../package.json" with { type: "json" };
import { speak } from "../../../fakes/cli-voice.ts";

const APPLICATION_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";

describe("the command line", () => {
  it.each([[["--version"]], [["serve", "--version"]], [["jwt", "verify", "--version"]]])(
    "prints its version for %j",
    async (args) => {
      expect(await speak(args)).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: "" });
    },
  );

  it("lists every command of this version in --help, and none of a later one", async () => {
    const { code, stdout, stderr } = await speak(["--help"]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(commands).toEqual(["serve", "events", "jwt", "workspace", "send", "trigger", "simulate"]);
    expect(stdout).not.toMatch(/replay|doctor/);
  });

  it.each([
    [["serve"]],
    [["events"]],
    [["jwt"]],
    [["jwt", "verify"]],
    [["workspace", "add"]],
    [["workspace", "list"]],
    [["workspace", "show"]],
    [["workspace", "remove"]],
    [["send"]],
    [["trigger", "inbound"]],
    [["trigger", "status"]],
    [["simulate"]],
  ])("offers the common options in %j --help, and none of a later version", async (command) => {
    const { stdout } = await speak([...command, "--help"]);

    for (const option of ["--data-dir", "--json", "--quiet", "--help", "--version"]) {
      expect(stdout).toContain(option);
    }
    expect(stdout).not.toMatch(/--forward-to|--category|--tag|--api-version|--client-ref/);
  });

  it.each([
    [["replay", "12", "--to", "http://127.0.0.1:3000", "--re-sign"], "replay"],
    [["replay", "--help"], "replay"],
    [["doctor"], "doctor"],
    [["serve", "--forward-to", "http://127.0.0.1:3000"], "--forward-to"],
    [["serve", "--tunnel", "cloudflared"], "--tunnel cloudflared"],
    [["send", "--to", "1", "image", "https://example.com/a.png"], "send image"],
    [["send", "--to", "1", "--category", "RESPONSE", "text", "Hi"], "--category"],
    [["send", "--to", "1", "--tag", "HUMAN_AGENT", "text", "Hi"], "--tag"],
    [["send", "--to", "1", "--api-version", "v0.1", "text", "Hi"], "--api-version"],
    [["send", "--to", "1", "--client-ref", "a", "text", "Hi"], "--client-ref"],
  ])("says of %j that it is not in this version", async (args, name) => {
    const { code, stdout, stderr } = await speak(args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`“${name}” is not in this version.`);
  });

  it.each([
    [[]],
    [["nonsense"]],
    [["workspace"]],
    [["workspace", "nonsense"]],
    [["workspace", "show"]],
    [["workspace", "add", "--application-id", APPLICATION_ID]],
    [["trigger"]],
    [["trigger", "inbound", "--type", "smell"]],
    [["trigger", "inbound", "--fault", "nonsense"]],
    [["trigger", "inbound", "--payload-version", "v2"]],
    [["trigger", "inbound", "--to", "ftp://127.0.0.1/"]],
    [["trigger", "inbound", "--psid", "x".repeat(51)]],
    [["events", "--limit", "0"]],
    [["events", "--limit", "-3"]],
    [["events", "--limit", "1e3"]],
    [["events", "--after", "x"]],
    [["events", "--nonsense"]],
    [["events", "extra"]],
    [["jwt"]],
    [["jwt", "--application-id", APPLICATION_ID]],
    [["jwt", "--workspace", "a", "--application-id", APPLICATION_ID]],
    [["jwt", "--ttl", "forever", "--workspace", "a"]],
    [["jwt", "--ttl", "29s", "--workspace", "a"]],
    [["jwt", "--ttl", "25h", "--workspace", "a"]],
    [["jwt", "--nbf", "tomorrow", "--workspace", "a"]],
    [["jwt", "--claim", "novalue", "--workspace", "a"]],
    [["jwt", "verify"]],
    [["jwt", "verify", "a.b.c", "--public-key", "a", "--private-key", "b"]],
    [["send", "text", "Hi"]],
    [["send", "--to", "1", "text"]],
    [["send", "--to", "1", "carousel", "Hi"]],
    [["send", "--to", "x".repeat(51), "--from", "2", "text", "Hi"]],
    [["simulate", "--port", "99999"]],
    [["simulate", "--seed", "x"]],
    [["simulate", "--webhook-base", "nowhere"]],
    [["serve", "--ui-port", "x"]],
    [["serve", "--ui-port", "65536"]],
    [["serve", "--listen-port", "-1"]],
    [["serve", "--bind", "0.0.0.0"]],
    [["serve", "--bind", "nowhere", "--allowed-host", "a"]],
    [["serve", "--subdomain", "abc"]],
    [["serve", "--tunnel", "localtunnel", "--tunnel-host", "https://user:pass@tunnel.example"]],
    [["serve", "extra"]],
  ])("exits 2 on %j and says how it is used, on stderr only", async (args) => {
    const { code, stdout, stderr } = await speak(args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(3);
    expect(stderr).toMatch(/hookline [a-z ]*--help/);
    expect(stderr).not.toContain("pass@");
  });

  it("points at the help of the command that was meant", async () => {
    const { stderr } = await speak(["workspace", "add", "--nonsense"]);

    expect(stderr).toContain("hookline workspace add --help");
  });

  it("writes an error as JSON with --json", async () => {
    const { stdout, stderr } = await speak(["events", "--limit", "x", "--json"]);

    expect(stdout).toBe("");
    expect(JSON.parse(stderr)).toEqual({
      error: {
        code: "CLI_USAGE",
        what: "The command was not run.",
        why: `--limit takes a whole number from 1 to ${Number.MAX_SAFE_INTEGER}, not “x”.`,
        todo: "Look at its options: hookline events --help",
      },
    });
  });
});
