// The access rules a JWT may carry, by the schema that Vonage's own tools check (vonage-cli 3, `aclSchema`, read 2026-11).
import { z } from "zod";
import { show } from "./show-value.ts";

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"] as const;

/** So many wrong keys are named; the others are found when these are gone. */
const KEYS_NAMED = 3;

const Rule = z.strictObject({
  methods: z.array(z.enum(METHODS)).optional(),
  filters: z.record(z.string(), z.unknown()).optional(),
});

const Acl = z.strictObject({
  paths: z.record(z.string().regex(/^\/\S*$/, "a path begins with “/” and holds no white space"), Rule),
});

/** The `acl` claim. */
export type Acl = z.output<typeof Acl>;

/** Either the value, or what is wrong with it in a few words. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Checks rules that are already a value. */
export function checkAcl(value: unknown): Checked<Acl> {
  const parsed = Acl.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const place =
    issue === undefined || issue.path.length === 0 ? "the ACL" : issue.path.map(placeOf).join(" → ");
  return { ok: false, problem: `${place}: ${describe(issue)}` };
}

/** Lists are counted from one, as people do. */
function placeOf(key: PropertyKey): string {
  return typeof key === "number" ? `item ${key + 1}` : show(String(key));
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case "unrecognized_keys":
      return `“${issue.keys.slice(0, KEYS_NAMED).map(show).join("”, “")}” is not known here.`;
    case "invalid_key":
      return `${issue.issues[0]?.message ?? "the path is not valid"}.`;
    case "invalid_value":
      return `only ${METHODS.join(", ")} may stand here.`;
    case "invalid_type":
      return `${issue.expected === "array" ? "a list" : "an object"} belongs here.`;
    default:
      return `${issue?.message ?? "it is not valid"}.`;
  }
}
