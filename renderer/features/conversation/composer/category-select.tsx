// As what a message is sent: its category, and the tag that lets one pass outside the 24-hour window.
import { Select, type SelectProps } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { dayOf } from "../../../../preload/contract/draft-warnings.ts";
import { findMessageTag, MESSAGE_TAGS } from "../../../../preload/contract/message-tags.ts";
import type { MessageCategory } from "../../../../preload/contract/reply.ts";
import { Tag } from "../../../components/tag.tsx";
import classes from "./category-select.module.css";

/** The choices; the first leaves the category out. */
const CATEGORIES = [
  {
    value: "default",
    label: "response",
    use: "Answers the person, inside the 24-hour window. The request names no category.",
  },
  { value: "response", label: "response, written out", use: "The same, with the category in the request." },
  { value: "update", label: "update", use: "Tells news unasked, inside the 24-hour window too." },
  { value: "message_tag", label: "message tag", use: "Outside the window, for what a tag allows." },
] as const;

interface CategorySelectProps {
  readonly category: MessageCategory | null;
  readonly onChange: (category: MessageCategory | null) => void;
}

/** "As", with a line to each choice. */
export function CategorySelect({ category, onChange }: CategorySelectProps) {
  return (
    <Select
      aria-label="Send as"
      leftSection={
        <span className={classes.as} aria-hidden="true">
          As
        </span>
      }
      leftSectionWidth={34}
      rightSectionWidth={26}
      className={classes.category ?? ""}
      allowDeselect={false}
      rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden="true" />}
      rightSectionPointerEvents="none"
      data={CATEGORIES.map(({ value, label }) => ({ value, label }))}
      value={category ?? "default"}
      onChange={(value) => {
        const chosen = CATEGORIES.find((each) => each.value === value)?.value ?? "default";
        onChange(chosen === "default" ? null : chosen);
      }}
      renderOption={renderCategory}
      withScrollArea={false}
      comboboxProps={{ width: 300, position: "top-start" }}
    />
  );
}

const renderCategory: NonNullable<SelectProps["renderOption"]> = ({ option, checked = false }) => (
  <Choice isChosen={checked}>
    <span>{option.label}</span>
    <span className={classes.use}>{CATEGORIES.find(({ value }) => value === option.value)?.use}</span>
  </Choice>
);

interface TagSelectProps {
  readonly tag: string;
  readonly onChange: (tag: string) => void;
  readonly describedBy: string;
}

/** All tags there ever were: the one that works first, retired ones with the day. They can be chosen, to see them refused. */
export function TagSelect({ tag, onChange, describedBy }: TagSelectProps) {
  const known = findMessageTag(tag);
  return (
    <Select
      aria-label="Message tag"
      aria-describedby={describedBy}
      placeholder="Choose a tag"
      allowDeselect={false}
      rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden="true" />}
      rightSectionPointerEvents="none"
      // A copy of a sent message may have one that is in no list.
      data={[...(known === undefined && tag !== "" ? [tag] : []), ...MESSAGE_TAGS.map(({ name }) => name)]}
      value={tag === "" ? null : tag}
      onChange={(value) => onChange(value ?? "")}
      renderOption={renderTag}
      // The list itself scrolls, which a screen reader knows to be the combobox's own.
      withScrollArea={false}
      comboboxProps={{ width: "target", position: "top-start" }}
      classNames={{ input: classes.tagName ?? "", options: classes.tags ?? "" }}
    />
  );
}

const renderTag: NonNullable<SelectProps["renderOption"]> = ({ option, checked = false }) => {
  const tag = findMessageTag(option.value);
  return (
    <Choice isChosen={checked}>
      <span className={classes.tagLine}>
        <span className={classes.tagName}>{option.value}</span>
        {tag?.state === "retired" && <Tag tone="unsigned">Retired since {dayOf(tag.retiredOn ?? "")}</Tag>}
        {tag?.state === "uncertain" && <Tag>Uncertain</Tag>}
      </span>
      <span className={classes.use}>{tag?.use ?? "No such tag is published."}</span>
    </Choice>
  );
};

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly children: ReactNode;
}

function Choice({ isChosen, children }: ChoiceProps) {
  return (
    <>
      <span className={classes.choice}>{children}</span>
      {isChosen && <IconCheck size={16} stroke={1.75} aria-hidden="true" className={classes.check} />}
    </>
  );
}
