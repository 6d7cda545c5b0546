// The text of a report, in the form that was asked for.
import type { ReportForm } from "../../preload/contract/scenario-run.ts";
import type { TextFile } from "../../preload/contract/text-file.ts";
import { printable } from "./printable.ts";

/** A report in each of its forms. */
export interface Report {
  readonly lines: readonly string[];
  readonly json: unknown;
  readonly junit: string;
}

const ENDINGS: Readonly<Record<ReportForm, string>> = { text: "txt", json: "json", junit: "xml" };

/** What stands in a file of it. */
export function reportText({ lines, json, junit }: Report, form: ReportForm): string {
  switch (form) {
    case "text":
      return `${lines.map(printable).join("\n")}\n`;
    case "json":
      return `${JSON.stringify(json, null, 2)}\n`;
    case "junit":
      return junit;
  }
}

/** The same as a file. @param stem what it is called without its ending */
export function reportFile(report: Report, form: ReportForm, stem: string): TextFile {
  return { fileName: `${stem}.${ENDINGS[form]}`, text: reportText(report, form) };
}
