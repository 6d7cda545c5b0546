// Takes the report of what was played away: to the clipboard, or as a file for people, scripts and CI.
import { Button } from "@mantine/core";
import { IconCopy, IconDownload } from "@tabler/icons-react";
import type { ReportForm } from "../../../preload/contract/scenario-run.ts";
import { useAct } from "../../bridge/use-call.ts";
import { downloadText } from "../../components/download-text.ts";
import { showFailure } from "../../components/show-failure.ts";
import { useCopy } from "../../components/use-copy.ts";

interface ReportActionsProps {
  readonly call: "scenarios.report" | "handlerDoctor.report";
  /** Of the run or examination. */
  readonly id: number;
}

const MEDIA_TYPES: Readonly<Record<Exclude<ReportForm, "text">, string>> = {
  json: "application/json",
  junit: "application/xml",
};

/** Three buttons. */
export function ReportActions({ call, id }: ReportActionsProps) {
  const act = useAct(call);
  const copy = useCopy();

  async function copyText(): Promise<void> {
    const made = await act.run({ id, form: "text" });
    if (made.ok) copy(made.value.text, "report");
    else showFailure(made.error);
  }

  async function save(form: Exclude<ReportForm, "text">): Promise<void> {
    const made = await act.run({ id, form });
    if (made.ok) downloadText(made.value, MEDIA_TYPES[form]);
    else showFailure(made.error);
  }

  const download = <IconDownload size={14} stroke={1.75} aria-hidden="true" />;
  return (
    <>
      <Button
        size="xs"
        leftSection={<IconCopy size={14} stroke={1.75} aria-hidden="true" />}
        onClick={() => void copyText()}
      >
        Copy as text
      </Button>
      <Button size="xs" leftSection={download} onClick={() => void save("json")}>
        Save JSON
      </Button>
      <Button size="xs" leftSection={download} onClick={() => void save("junit")}>
        Save JUnit XML
      </Button>
    </>
  );
}
