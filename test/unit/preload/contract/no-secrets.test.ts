// Secrets travel inwards only: no answer and no topic may have a place for one.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { contract } from "../../../../preload/contract/contract.ts";

const SECRET_NAME = /token|secret|private|pem|passw|passphrase|credential|mnemonic|controlkey|cookie/i;

/** Names that speak of a secret and hold none. */
const WORDS_ABOUT_SECRETS = new Set(["secretTried"]);

/** Places that may hold anything: what a JWT says. Its signature part is in none of them. */
const OPEN_PLACES = [
  "events.signature.claims.*",
  "events.signature.header.*",
  "jwt.changed.preview.claims.*",
  "jwt.changed.preview.header.*",
  "jwt.copy.preview.claims.*",
  "jwt.copy.preview.header.*",
  "jwt.current.claims.*",
  "jwt.current.header.*",
  "jwt.judge.claims.*",
  "jwt.judge.header.*",
  "jwt.mint.claims.*",
  "jwt.mint.header.*",
  "jwt.preview.claims.*",
  "jwt.preview.header.*",
];

interface Place {
  readonly path: string;
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

const outputs: readonly (readonly [string, z.ZodType])[] = [
  ...Object.entries(contract.calls).map(([name, row]) => [name, row.output] as const),
  ...Object.entries(contract.topics),
];

describe("the contract's outputs and topics", () => {
  it.each(outputs)("%s has no field that could carry a secret", (name, schema) => {
    expect(placesOf(name, schema).filter(mayCarrySecret)).toEqual([]);
  });

  it("holds anything only in the header and claims of a JWT", () => {
    const open = outputs.flatMap(([name, schema]) => placesOf(name, schema)).filter(isOpen);

    expect([...new Set(open.map(({ path }) => path))].sort()).toEqual(OPEN_PLACES);
  });

  it("would find a secret wherever it hides", () => {
    const hiding = z.object({
      list: z.array(z.object({ privateKey: z.string() })),
      choice: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("a") }),
        z.object({ kind: z.literal("b"), accessToken: z.string().nullable() }),
      ]),
      byName: z.record(z.string(), z.object({ apiSecret: z.string().optional() })),
      hasApiSecret: z.boolean(),
    });

    const found = placesOf("x", hiding).filter(mayCarrySecret);

    expect(found.map(({ path }) => path)).toEqual([
      "x.list.privateKey",
      "x.choice.accessToken",
      "x.byName.*.apiSecret",
    ]);
  });
});

function mayCarrySecret({ name, schema }: Place): boolean {
  return SECRET_NAME.test(name) && schema["type"] !== "boolean" && !WORDS_ABOUT_SECRETS.has(name);
}

function isOpen({ schema }: Place): boolean {
  return Object.keys(schema).length === 0;
}

/** Every named place of a schema, with what may stand there. */
function placesOf(root: string, schema: z.ZodType): readonly Place[] {
  const places: Place[] = [];
  walk(root, z.toJSONSchema(schema, { io: "output", unrepresentable: "any", reused: "inline" }), places);
  return places;
}

function walk(path: string, node: unknown, places: Place[]): void {
  if (!isRecord(node)) return;
  const { properties, additionalProperties, items } = node;
  if (isRecord(properties)) {
    for (const [name, child] of Object.entries(properties)) visit(`${path}.${name}`, name, child, places);
  }
  if (isRecord(additionalProperties)) visit(`${path}.*`, "*", additionalProperties, places);
  walk(path, items, places);
  for (const union of ["anyOf", "oneOf", "allOf", "prefixItems"]) {
    const members = node[union];
    if (Array.isArray(members)) for (const member of members) walk(path, member, places);
  }
}

function visit(path: string, name: string, child: unknown, places: Place[]): void {
  if (isRecord(child)) places.push({ path, name, schema: child });
  walk(path, child, places);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
