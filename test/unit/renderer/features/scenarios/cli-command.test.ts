import { describe, expect, it } from "vitest";
import {
  doctorCommand,
  pathIn,
  scenarioCommand,
} from "../../../../../renderer/features/scenarios/cli-command.ts";

const inbound = "http://127.0.0.1:3000/webhooks/inbound";
const status = "http://127.0.0.1:3000/webhooks/status";

describe("the command that plays the same in a terminal", () => {
  it("names scenario, addresses and seed", () => {
    expect(scenarioCommand("first-contact", { inbound, status }, 7)).toBe(
      `hookline scenario run first-contact --inbound-url ${inbound} --status-url ${status} --seed 7`,
    );
  });

  it("leaves out what is not given", () => {
    expect(doctorCommand({ inbound }, null)).toBe(`hookline handler-doctor --inbound-url ${inbound}`);
  });

  it("quotes what a shell would take apart", () => {
    expect(scenarioCommand("/home/ana's/my file.json", { inbound: "http://a/?x=1&y=$(z)" }, null)).toBe(
      `hookline scenario run '/home/ana'\\''s/my file.json' --inbound-url 'http://a/?x=1&y=$(z)'`,
    );
  });

  it("writes a path as the folder's system does", () => {
    expect(pathIn("/home/ana/scenarios", "a.json")).toBe("/home/ana/scenarios/a.json");
    expect(pathIn("C:\\Users\\ana\\scenarios", "a.json")).toBe("C:\\Users\\ana\\scenarios\\a.json");
  });
});
