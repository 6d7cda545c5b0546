import { describe, expect, it } from "vitest";
import { findToken } from "../../../../main/credentials/pasted-token.ts";

const token = "eyJhbGciOiJSUzI1NiJ9.eyJpYXQiOjF9.-c2ln_bmF0dXJl";

describe("the token in what was pasted", () => {
  it.each([
    ["bare", token],
    ["with white space around it", `\n  ${token}\t\n`],
    ["with an invisible mark before it", `\uFEFF${token}\u200B`],
    ["after Bearer", `Bearer ${token}`],
    ["in a header", `Authorization: bearer   ${token}`],
    ["in quotes", `"${token}"`],
    ["in typographic quotes", `“${token}”`],
    [
      "in a curl command",
      `curl -H 'Authorization: Bearer ${token}' \\\n  -H 'Content-Type: application/json'`,
    ],
    ["among headers", `Authorization: Bearer ${token}\nContent-Type: application/json`],
    ["in JSON", `{"token":"${token}","a":1}`],
    ["after words", `the token is ${token}`],
    ["after a heading that says Bearer", `Bearer Token: ${token}`],
    ["between direction marks", `\u202A${token}\u202C\u200E`],
    ["with a soft hyphen in it", `${token.slice(0, 9)}\u00AD${token.slice(9)}`],
    ["in an address", `https://example.com/?jwt=${token}&page=1`],
    ["in an address that writes the space", `Bearer%20${token}`],
    ["in an encoded header", `Authorization%3A%20Bearer%20${token}%0D%0AAccept%3A`],
    ["in encoded quotes", `%22${token}%22`],
    ["after Bearer twice", `Authorization: Bearer Bearer ${token}`],
    ["in brackets", `[(${token})]`],
    ["before a line break in letters", `${token}\\n`],
  ])("is found %s", (_where, pasted) => {
    expect(findToken(pasted)).toEqual({ token, wasBroken: false });
  });

  it.each([
    ["over lines", token.replaceAll(/.{10}/g, "$&\n")],
    ["over lines of a terminal", token.replaceAll(/.{10}/g, "$&\r\n   ")],
    ["over lines of a shell", token.replaceAll(/.{10}/g, "$&\\\n")],
    ["by spaces, in a quoted header", `"Authorization: Bearer ${token.replaceAll(".", " . ")}"`],
  ])("is put together when it was broken %s", (_how, pasted) => {
    expect(findToken(pasted)).toEqual({ token, wasBroken: true });
  });

  it.each([
    ["", ""],
    ["   \n", ""],
    ["Bearer ", ""],
    ["e30.eyJh.c", "e30.eyJh.c"],
    ["a.b", "a.b"],
    ["!?", "!?"],
  ])("is not made up out of %j", (pasted, left) => {
    expect(findToken(pasted)).toEqual({ token: left, wasBroken: false });
  });
});
