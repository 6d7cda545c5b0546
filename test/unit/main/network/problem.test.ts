import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProblem } from "../../../../main/network/problem.ts";

describe("readProblem", () => {
  it("reads the four members of the specification", () => {
    const body = JSON.stringify({
      type: "https://developer.vonage.com/api-errors/messages#1150",
      title: "Invalid params",
      detail: "The value of one or more parameters is invalid.",
      instance: "bf0ca0bf927b3b52e3cb03217e1a1ddf",
      invalid_parameters: [
        { name: "image.url", reason: "is required." },
        { name: "to" },
        { reason: "no name" },
        7,
      ],
    });

    expect(readProblem(body)).toEqual({
      code: "1150",
      title: "Invalid params",
      detail: "The value of one or more parameters is invalid.",
      invalidParameters: "`image.url` is required. `to` is not valid. no name",
    });
  });

  it("reads the two members the gateway sends", () => {
    const body = JSON.stringify({
      title: "Unauthorised",
      detail: "Request header 'Authorization' missing",
    });

    expect(readProblem(body)).toEqual({
      code: null,
      title: "Unauthorised",
      detail: "Request header 'Authorization' missing",
      invalidParameters: null,
    });
  });

  it.each([
    [1300, "1300"],
    ["https://developer.nexmo.com/api-errors/messages-olympus#1010", "1010"],
    ["about:blank", null],
    [{ odd: true }, null],
    ["https://example.com/#not a code", null],
  ])("takes the type %j for the code %j", (type, code) => {
    expect(readProblem(JSON.stringify({ type, title: 1300 }))).toMatchObject({ code, title: "1300" });
  });

  it.each(["", "<html>502</html>", "[]", "null", "{}", '{"message_uuid":"a"}'])(
    "takes %j for no error",
    (body) => {
      expect(readProblem(body)).toBeNull();
    },
  );

  it("never throws, and keeps each part short", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .record({
              type: fc.jsonValue(),
              title: fc.oneof(fc.jsonValue(), fc.string({ minLength: 300, maxLength: 900 })),
              invalid_parameters: fc.jsonValue(),
            })
            .map((members) => JSON.stringify(members)),
        ),
        (body) => {
          expect(readProblem(body)?.title?.length ?? 0).toBeLessThanOrEqual(301);
        },
      ),
    );
  });
});
