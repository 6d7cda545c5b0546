// The VONAGE_* variables as the commands take them.
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readEnvironmentSecrets } from "../../../../main/cli/environment.ts";
import { speak } from "../../../fakes/cli-voice.ts";
import type { CliResult } from "../../../fakes/cli-process.ts";

const APPLICATION_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
const LONG_ID = "x".repeat(65);

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const folder = mkdtempSync(join(tmpdir(), "hookline-variables-"));
const KEY_FILE = join(folder, "private.key");
writeFileSync(KEY_FILE, PEM);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SERVE = ["serve", "--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];
const ADD = ["workspace", "add", "--unchecked", "--name", "px"];
const TOO_LONG = "It has more than 16384 characters.";

function say(command: readonly string[], env: Readonly<Record<string, string>>): Promise<CliResult> {
  return speak(["--data-dir", join(folder, "data"), ...command], { env, input: "a.b.c" });
}

it("is read without the blanks and the line ends that a file of variables leaves", async () => {
  expect(
    await readEnvironmentSecrets({
      VONAGE_API_KEY: "abcd1234 ",
      VONAGE_API_SECRET: "two words\r",
      VONAGE_SIGNATURE_SECRET: "\tsecret\r\n",
      VONAGE_APPLICATION_ID: `${APPLICATION_ID}\r`,
      VONAGE_PRIVATE_KEY_PATH: `${KEY_FILE}\r`,
    }),
  ).toEqual({
    apiKey: "abcd1234",
    apiSecret: "two words",
    signatureSecret: "secret",
    applicationId: APPLICATION_ID,
    privateKey: PEM,
  });
});

describe("a variable that cannot be used", () => {
  it.each([
    [SERVE],
    [["jwt"]],
    [["jwt", "--workspace", "Environment"]],
    [["jwt", "verify", "--workspace", "Environment"]],
    [["send", "--to", "1", "--from", "2", "text", "Hi"]],
    [ADD],
  ])("is told by its name: an application ID of 65 characters, %j", async (command) => {
    const env = { VONAGE_APPLICATION_ID: LONG_ID, VONAGE_PRIVATE_KEY_PATH: KEY_FILE };

    expect(await say(command, env)).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "The application ID in the environment variable VONAGE_APPLICATION_ID cannot be used.\n" +
        "It has more than 64 characters.\n" +
        "Unset VONAGE_APPLICATION_ID, or set it to the application ID alone.\n",
    });
  });

  it.each([
    [
      "The API key",
      "VONAGE_API_KEY",
      "ab\ncd",
      "It is not valid: it holds U+000A; control and direction characters are not allowed.",
    ],
    ["The API key", "VONAGE_API_KEY", "a".repeat(260), "It has more than 64 characters."],
    ["The secret", "VONAGE_API_SECRET", "s".repeat(20_000), TOO_LONG],
    ["The secret", "VONAGE_SIGNATURE_SECRET", "s".repeat(20_000), TOO_LONG],
    ["The private key", "VONAGE_PRIVATE_KEY", `${"x".repeat(20_000)}\n${PEM}`, TOO_LONG],
  ])("is told as no option: %s in %s", async (held, variable, text, why) => {
    for (const command of [SERVE, ADD]) {
      const { code, stderr } = await say(command, { VONAGE_API_KEY: "a1b2c3d4", [variable]: text });

      expect({ code, said: stderr.split("\n").slice(0, 2) }).toEqual({
        code: 1,
        said: [`${held} in the environment variable ${variable} cannot be used.`, why],
      });
    }
  });

  it.each([[["jwt", "--private-key", KEY_FILE]], [ADD]])(
    "is no matter beside an option in its place: %j",
    async (command) => {
      const given = [...command, "--application-id", APPLICATION_ID];

      expect(await say(given, { VONAGE_APPLICATION_ID: LONG_ID })).toMatchObject({ code: 0 });
    },
  );
});
