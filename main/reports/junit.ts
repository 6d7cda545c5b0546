// JUnit XML, as CI systems read it: one suite, one case for each thing that was looked at.

/** One case. */
export interface JunitCase {
  readonly className: string;
  readonly name: string;
  readonly seconds: number;
  readonly outcome: "passed" | "failed" | "skipped";
  /** One line; of a passed case it becomes its output. */
  readonly message: string;
  /** More of it, for a failed one. */
  readonly detail: string;
}

/** One suite. */
export interface JunitSuite {
  readonly name: string;
  readonly seconds: number;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly JunitCase[];
}

/** The suite as an XML document. */
export function writeJunit({ name, seconds, startedAt, properties, cases }: JunitSuite): string {
  const count = (outcome: JunitCase["outcome"]): number =>
    cases.filter((one) => one.outcome === outcome).length;
  const numbers = {
    tests: String(cases.length),
    failures: String(count("failed")),
    errors: "0",
    time: seconds.toFixed(3),
  };
  // The schema of Jenkins' xUnit plugin, by which such files are checked, knows it of a suite only.
  const ofSuite = {
    skipped: String(count("skipped")),
    timestamp: new Date(startedAt).toISOString().slice(0, 19),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...numbers })}>`,
    `  <testsuite${attributes({ name, ...numbers, ...ofSuite })}>`,
    "    <properties>",
    ...Object.entries(properties).map(
      ([key, value]) => `      <property${attributes({ name: key, value })}/>`,
    ),
    "    </properties>",
    ...cases.flatMap(caseLines),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseLines({ className, name, seconds, outcome, message, detail }: JunitCase): readonly string[] {
  const open = `    <testcase${attributes({ classname: className, name, time: seconds.toFixed(3) })}`;
  switch (outcome) {
    case "passed":
      return message === ""
        ? [`${open}/>`]
        : [`${open}>`, `      <system-out>${escaped(message)}</system-out>`, "    </testcase>"];
    case "failed":
      return [
        `${open}>`,
        `      <failure${attributes({ message, type: "failed" })}>${escaped(detail)}</failure>`,
        "    </testcase>",
      ];
    case "skipped":
      return [`${open}>`, `      <skipped${attributes({ message })}/>`, "    </testcase>"];
  }
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;")}"`)
    .join("");
}

/** What XML 1.0 has no place for, even escaped: control characters, lone surrogates and two more. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function escaped(text: string): string {
  return text
    .replace(UNWRITABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
}
