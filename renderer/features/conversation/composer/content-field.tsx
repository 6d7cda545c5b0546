// The field of what a message says, by its type.
import { memo, useLayoutEffect, type RefObject } from "react";
import { GrowingTextarea } from "../../../components/growing-textarea.tsx";
import shared from "../../../components/composer-frame.module.css";
import type { ComposerDraft } from "./composer-draft.ts";
import classes from "./composer-parts.module.css";
import frame from "./composer.module.css";
import { FileServingOf, type AddressField } from "./file-serving.tsx";
import { MediaField } from "./media-field.tsx";
import { TemplateField } from "./template-field.tsx";
import { measureText } from "./text-length.ts";
import type { ChangeDraft } from "./use-draft.ts";

/** The element that is typed into: of several lines or of one. */
export type ContentElement = HTMLTextAreaElement & HTMLInputElement;

interface ContentFieldProps {
  readonly fields: ComposerDraft;
  readonly onChange: ChangeDraft;
  /** Why a template cannot be sent; null when it can. */
  readonly problem: string | null;
  readonly fieldRef: RefObject<ContentElement | null>;
  readonly describedBy: string;
}

/**
 * Text with its counter, address, or template. Drawn again only when one of them is another: a field that grows measures
 * itself each time, and has the whole page laid out for it.
 */
export const ContentField = memo(function ContentField(props: ContentFieldProps) {
  const { fields, onChange, problem, fieldRef, describedBy } = props;
  const { type, text, url, custom } = fields;
  const set = (part: Partial<ComposerDraft>): void => onChange((current) => ({ ...current, ...part }));
  switch (type) {
    case "text":
      return <TextField text={text} onChange={set} fieldRef={fieldRef} describedBy={describedBy} />;
    case "custom":
      return (
        <TemplateField
          json={custom}
          problem={problem}
          onChange={(next) => set({ custom: next })}
          inputRef={fieldRef}
          describedBy={describedBy}
        />
      );
    case "image":
    case "audio":
    case "video":
    case "file":
      return (
        <MediaField
          type={type}
          url={url}
          onChange={(next) => set({ url: next })}
          inputRef={fieldRef}
          describedBy={describedBy}
        />
      );
  }
});

/** What there is below the field of an address: another way to one than typing it. */
export const BelowContent = memo(function BelowContent(
  props: Pick<ContentFieldProps, "fields" | "onChange" | "fieldRef">,
) {
  const { fields, onChange, fieldRef } = props;
  const onAddress: AddressField["onAddress"] = (next, former) => {
    onChange((current) => (former === null || current.url === former ? { ...current, url: next } : current));
    if (former === null) fieldRef.current?.focus();
  };
  const hasAddress = fields.type !== "text" && fields.type !== "custom";
  return hasAddress && <FileServingOf address={fields.url} onAddress={onAddress} />;
});

interface TextFieldProps extends Pick<ContentFieldProps, "fieldRef" | "describedBy"> {
  readonly text: string;
  readonly onChange: (part: { readonly text: string }) => void;
}

function TextField({ text, onChange, fieldRef, describedBy }: TextFieldProps) {
  const { counter, isOver } = measureText(text);
  // What stands there already is gone on with; a browser puts the caret in front of it.
  useLayoutEffect(() => {
    const field = fieldRef.current;
    field?.setSelectionRange(field.value.length, field.value.length);
  }, [fieldRef]);
  return (
    <>
      <GrowingTextarea
        ref={fieldRef}
        aria-label="Reply text"
        aria-describedby={describedBy}
        placeholder="Write a reply as the Page"
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        classNames={{ root: frame.around ?? "", wrapper: frame.around ?? "", input: shared.field ?? "" }}
      />
      {counter !== null && (
        <p className={classes.counter} data-over={isOver}>
          {counter}
        </p>
      )}
    </>
  );
}
