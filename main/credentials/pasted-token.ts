// Finds the token in what somebody pasted: a bare one, a header, a curl command, a JSON answer, or broken over lines.

/** The token, and whether it had to be put together. */
export interface PastedToken {
  readonly token: string;
  /** White space or line breaks stood inside of it. */
  readonly wasBroken: boolean;
}

const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** How an address, or a form, writes what may stand around a token; in a token there is no percent sign. */
const PERCENT = /%(?:0[9ad]|[2-6][0-9a-f]|7[0-9a-e])/gi;
/** What may stand around a token and never in one. */
const OPENING = /^[\s"'`‘’“”<]+/;
const CLOSING = /["'`‘’“”<>,;})\]&]|\\[nr]/;
/** What a line of a broken token looks like; a shell's line break is a backslash. */
const PIECE = /^[\w.=-]+\\?$/;

/** Cuts the token out. Text that holds none comes back as it is, for a judge to say so. */
export function findToken(pasted: string): PastedToken {
  const text = pasted.replace(PERCENT, decodeURIComponent).replace(INVISIBLE, "");
  const [body = ""] = text.slice(startOf(text)).replace(OPENING, "").split(CLOSING, 1);
  const [first = "", ...others] = body.trim().split(/\s+/);
  const end = others.findIndex((piece) => !PIECE.test(piece));
  const rest = end === -1 ? others : others.slice(0, end);
  const isWhole = !PIECE.test(first) || rest.length === 0;
  return {
    token: isWhole ? first.replace(/\\$/, "") : [first, ...rest].join("").replaceAll("\\", ""),
    wasBroken: !isWhole,
  };
}

/** After the word Bearer, or the heading “Bearer Token:”, else where the JSON of a header begins in Base64url, else at the start. */
function startOf(text: string): number {
  const bearer = /\b(?:Bearer(?:\s+token)?(?:\s*[:=])?\s+)+/i.exec(text);
  if (bearer !== null) return bearer.index + bearer[0].length;
  return Math.max(0, text.search(/(?<![\w.-])eyJ/));
}
