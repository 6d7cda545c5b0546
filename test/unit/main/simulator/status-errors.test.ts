import { expect, it } from "vitest";
import { statusError } from "../../../../main/simulator/status-errors.ts";

it("writes an error for any code that a script names, half a character too", () => {
  const half = statusError("\ud800", "v1", () => "an-instance");

  expect(half).toMatchObject({
    type: "https://developer.vonage.com/api-errors/messages#%EF%BF%BD",
    title: "\ud800",
    instance: "an-instance",
  });
});
