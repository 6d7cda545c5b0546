// A Messenger template as JSON.
import { GrowingTextarea } from "../../../components/growing-textarea.tsx";
import { Button } from "@mantine/core";
import type { Ref } from "react";
import classes from "./composer-parts.module.css";
import frame from "./composer.module.css";

interface TemplateFieldProps {
  readonly json: string;
  /** Why it cannot be sent; null when it can, or nothing was typed. */
  readonly problem: string | null;
  readonly onChange: (json: string) => void;
  readonly inputRef: Ref<HTMLTextAreaElement>;
  readonly describedBy: string;
}

/** The button template of the guide to custom objects. */
const EXAMPLE = JSON.stringify(
  {
    attachment: {
      type: "template",
      payload: {
        template_type: "button",
        text: "What next?",
        buttons: [{ type: "web_url", url: "https://example.com", title: "Open" }],
      },
    },
  },
  null,
  2,
);

/** The JSON that stands for Messenger's message object. */
export function TemplateField({ json, problem, onChange, inputRef, describedBy }: TemplateFieldProps) {
  return (
    <>
      <GrowingTextarea
        ref={inputRef}
        aria-label="Template JSON"
        aria-describedby={describedBy}
        placeholder={'{ "attachment": … }'}
        minRows={4}
        maxRows={12}
        spellCheck={false}
        value={json}
        error={problem}
        onChange={(event) => onChange(event.currentTarget.value)}
        classNames={{ root: frame.around ?? "", wrapper: frame.around ?? "", input: classes.mono ?? "" }}
      />
      {json === "" && (
        <Button size="xs" className={classes.aside ?? ""} onClick={() => onChange(EXAMPLE)}>
          Insert an example
        </Button>
      )}
    </>
  );
}
