import { expect, it } from "vitest";
import { readAcceptance } from "../../../../main/messages/acceptance.ts";

it.each([
  [{}, "no message_uuid"],
  [{ "content-encoding": "" }, "no message_uuid"],
  [{ "content-encoding": "identity" }, "no message_uuid"],
  // A name of HTTP is the same in any case.
  [{ "content-encoding": " Identity " }, "no message_uuid"],
  [{ "content-encoding": "gzip" }, "a body that cannot be read"],
])("a body that is no JSON, with the headers %j, is told as %s", (headers, instead) => {
  expect(readAcceptance("<html>", { bytes: 6, headers })).toEqual({ messageUuid: null, instead });
});
