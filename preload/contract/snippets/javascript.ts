// Values as JavaScript.
import type { LiteralSyntax } from "./literal.ts";
import { quoteForJavaScript } from "./quote.ts";

/** Object and array literals. */
export const JAVASCRIPT: LiteralSyntax = {
  string: quoteForJavaScript,
  key: javaScriptKey,
  literal: String,
  hasLastComma: true,
};

function javaScriptKey(name: string): string {
  // Written plainly it would set the prototype instead of a member.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteForJavaScript(name);
}
