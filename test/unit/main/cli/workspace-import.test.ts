import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createImportPlaces, type ImportPlaces } from "../../../fakes/import-places.ts";
import { speak } from "../../../fakes/cli-voice.ts";
import { vaultNotice } from "../../../fakes/vault-notice.ts";

let places: ImportPlaces;

beforeEach(() => {
  places = createImportPlaces();
});

afterEach(() => places.remove());

function importing(...args: readonly string[]) {
  return speak(["workspace", "import", ...args, "--data-dir", places.path("data")], {
    places: places.surroundings,
    env: { NEXMO_API_KEY: "e5f6a7b8" },
  });
}

describe("hookline workspace import", () => {
  it("lists what it found by number, and stores nothing", async () => {
    places.write("home/.nexmorc", "[credentials]\napi_key=a1b2c3d4\napi_secret=hidden-secret\n");
    places.write("home/.vonagerc", "{");

    const { code, stdout, stderr } = await importing();

    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "Nothing is stored yet. To store one: hookline workspace import --take 1 --name NAME\n",
    });
    expect(stdout).toBe(
      [
        " 1  ~/.vonagerc: It is not valid JSON: look at line 1.",
        " 2  ~/.nexmorc: API key a1b2c3d4, an API secret.",
        " 3  NEXMO_API_KEY: API key e5f6a7b8.",
        "",
      ].join("\n"),
    );
    const listed = await speak(["workspace", "list", "--json", "--data-dir", places.path("data")]);
    expect(JSON.parse(listed.stdout)).toMatchObject({ workspaces: [{ kind: "simulated" }] });
  });

  it("takes one into a new workspace, and another into the same", async () => {
    places.write("home/.nexmorc", "api_key=a1b2c3d4\napi_secret=hidden-secret\n");
    places.write("home/.nexmo-app", "app_id=aaaaaaaa-bbbb-cccc-dddd-0123456789ab\n");

    // Vonage itself is not for tests to ask.
    const first = await importing("--take", "1", "--name", "Bike bot", "--unchecked", "--json");
    const second = await importing("--take", "2", "--into", "bike bot", "--json");

    expect(first).toMatchObject({ code: 0, stderr: vaultNotice(places.path("data")) });
    expect(JSON.parse(second.stdout)).toMatchObject({
      name: "Bike bot",
      apiKey: "a1b2c3d4",
      hasApiSecret: true,
      applicationId: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    });
    expect(first.stdout + second.stdout).not.toContain("hidden");
  });

  it.each([
    [["--take", "1"]],
    [["--take", "1", "--name", "a", "--into", "b"]],
    [["--take", "2", "--name", "a"]],
    [["--take", "0", "--name", "a"]],
    [["--take", "1", "--name", " "]],
    [["--name", "a"]],
    [["--unchecked"]],
  ])("refuses %j as wrong usage", async (args) => {
    expect((await importing(...args)).code).toBe(2);
  });

  it("refuses what has a problem, and says which", async () => {
    places.write("home/.vonagerc", "{");

    const { code, stderr } = await importing("--take", "1", "--name", "Bot");

    expect(code).toBe(1);
    expect(stderr).toContain("It is not valid JSON: look at line 1.");
  });

  it("prints an empty list for programs where there is nothing", async () => {
    const answer = await speak(["workspace", "import", "--json"], { places: places.surroundings });

    expect(answer).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
  });
});
