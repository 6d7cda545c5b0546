import { expect, it } from "vitest";
import { describeError, ERROR_CODES } from "../../../../../preload/contract/errors.ts";
import { mayHaveBeenSent } from "../../../../../renderer/features/conversation/may-have-been-sent.ts";

const errorOf = (code: string) => ({ code, details: {} });

it("knows every error whose own words say that it may have been done", () => {
  const saysSo = ERROR_CODES.filter((code) => /all the same/.test(describeError(errorOf(code)).why));

  expect(saysSo).toContain("CONTRACT_ANSWER_LOST");
  expect(saysSo.filter((code) => !mayHaveBeenSent(errorOf(code)))).toEqual([]);
});

it("takes what Vonage has, and what went wrong nobody knows when, for sent rather than not", () => {
  const codes = ["REPLY_NOT_LOGGED", "REPLY_WORKSPACE_REMOVED", "UNEXPECTED"];

  expect(codes.filter((code) => !mayHaveBeenSent(errorOf(code)))).toEqual([]);
});

it("takes refusals, and what did not leave the page, for not sent", () => {
  const codes = [
    "REPLY_THROTTLED",
    "REPLY_OFFLINE",
    "REPLY_JWT_EXPIRED",
    "CONTRACT_HOST_LOST",
    "NETWORK_FAILED",
    "REPLY_SERVER_ERROR",
  ];

  expect(codes.filter((code) => mayHaveBeenSent(errorOf(code)))).toEqual([]);
});
