// How the commands that play something against a developer's app may report.

/** The forms of a report. */
export const REPORT_FORMS = ["text", "json", "junit"] as const;
/** One of them. */
export type ReportForm = (typeof REPORT_FORMS)[number];
