import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHideSecrets } from "../../../../main/network/hide-secrets.ts";

const SECRET = 'Zq7+/w"é~😀 k<1>';

/** Ways to write a text down; `turn` is a number for each character, for the ways that leave a choice. */
const WAYS: Readonly<Record<string, (text: string, turn: (at: number) => number) => string>> = {
  "as it is": (text) => text,
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64 without padding": (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
  "base64 for addresses": (text) => Buffer.from(text).toString("base64url"),
  "base64 for addresses, padded": (text) =>
    Buffer.from(text).toString("base64").replaceAll("+", "-").replaceAll("/", "_"),
  "base64 in an address": (text) => encodeURIComponent(Buffer.from(text).toString("base64")),
  hex: (text) => Buffer.from(text).toString("hex"),
  "hex in capitals": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  "an address": (text) => encodeURIComponent(text),
  "an address in small letters": (text) =>
    encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
  "an address, every byte": (text) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  "an address, here and there": (text, turn) =>
    [...text]
      .map((character, at) =>
        turn(at) === 0
          ? [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")
          : encodeURIComponent(character),
      )
      .join(""),
  "a form": (text) => new URLSearchParams({ a: text }).toString().slice(2),
  HTML: (text) => text.replace(/["&'<>]/g, (sign) => HTML_SIGNS[sign] ?? sign),
  "HTML numbers": (text, turn) =>
    [...text]
      .map((character, at) => {
        const code = character.codePointAt(0) ?? 0;
        const numbers = [
          `&#${code};`,
          `&#x${code.toString(16)};`,
          `&#X${code.toString(16).toUpperCase()};`,
          `&#000${code};`,
        ];
        return numbers[turn(at)] ?? `&#${code};`;
      })
      .join(""),
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  "JSON numbers": (text, turn) =>
    Array.from({ length: text.length }, (_, at) => {
      const escape = `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
      return turn(at) === 0 ? escape.toUpperCase().replace("U", "u") : escape;
    }).join(""),
  "JSON with slashes escaped": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
};
const HTML_SIGNS: Readonly<Record<string, string>> = {
  '"': "&quot;",
  "&": "&amp;",
  "'": "&#39;",
  "<": "&lt;",
  ">": "&gt;",
};

/** What stands around a secret: of none of these characters a secret or a spelling is made. */
const surrounding = fc.string({ unit: fc.constantFrom("Ω", "…", " ", "«", "\n", "|"), maxLength: 20 });
const secrets = fc
  .string({ unit: "binary", minLength: 6, maxLength: 60 })
  .map((text) => text.toWellFormed())
  .filter((text) => !/[Ω… «\n|]/.test(text));
const turns = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 60 });

describe("a secret", () => {
  it.each(Object.entries(WAYS))("written as %s is hidden, and nothing else is", (_name, write) => {
    fc.assert(
      fc.property(secrets, turns, surrounding, surrounding, (secret, choices, before, after) => {
        const spelt = write(secret, (at) => choices[at % choices.length] ?? 0);

        const shown = createHideSecrets([secret])(`${before}${spelt}${after}`);

        // The equals signs at the end say nothing but how long the secret is.
        expect(shown.replace(/\*(?:=|%3D){1,2}/, "*")).toBe(`${before}***${after}`);
      }),
      { examples: [[SECRET, [0, 1, 2, 3], "…", "…"]] },
    );
  });

  it.each(["", "k:", "key1:"])("is hidden in the base64 of a longer text that begins with “%s”", (start) => {
    const hide = createHideSecrets(["the-api-secret"]);
    const before = Buffer.from(start).toString("base64").replace(/=+$/, "").slice(0, -1);

    for (const end of ["", "!", "!!"]) {
      const shown = hide(`Basic ${Buffer.from(`${start}the-api-secret${end}`).toString("base64")}.`);

      // No more than the bits that belong to what stands before and after.
      expect(shown).toMatch(/^Basic [\w+/]{0,6}\*\*\*[\w+/]{0,3}={0,2}\.$/);
      expect(shown.startsWith(`Basic ${before}`)).toBe(true);
    }
  });

  it("is hidden wherever it stands, the longer of two that share characters as a whole", () => {
    const hide = createHideSecrets(["secret-of", "secret-of-another", "of-another-one"]);

    expect(hide("secret-of, secret-of-another-one, secret-of")).toBe("***, ***, ***");
  });

  it("of a few characters is hidden where it stands alone, so that words can still be read", () => {
    const hide = createHideSecrets(["api", "e"]);

    expect(hide('The api host api.nexmo.com repeats "api", e and %61pi: capital letters.')).toBe(
      'The *** host ***.nexmo.com repeats "***", *** and ***: capital letters.',
    );
  });

  it.each(Object.entries(WAYS))("that is none leaves what is written as %s alone", (_name, write) => {
    const text = `Sent: ${write(SECRET, () => 0)} &amp; 100% of \\u0041 &#0; &#x110000; %C0%80 %zz`;

    expect(createHideSecrets(["another-secret", ""])(text)).toBe(text);
  });
});

describe("a body of a mebibyte", () => {
  const MEBIBYTE = 1024 * 1024;
  const secret = `${"ab".repeat(400)}c`;

  it.each([
    ["the secret over and over", secret],
    ["all of the secret but its end", "ab".repeat(400)],
    ["the end of the secret", "abc"],
    ["escapes", "\\u0061%62&#97;"],
    ["ampersands", "&"],
    ["zeros of an entity", "&#0"],
    ["percent signs", "%"],
    ["backslashes", "\\"],
    ["base64 of the secret", Buffer.from(secret).toString("base64")],
  ])("that repeats %s is read in a moment", (_name, part) => {
    const body = part.repeat(Math.ceil(MEBIBYTE / part.length));
    const hide = createHideSecrets([secret, "b".repeat(300), "the-api-secret"]);
    const startedAt = performance.now();

    const shown = hide(body);

    // A search that begins anew at each character would take minutes.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(shown).not.toContain(secret);
  });
});
