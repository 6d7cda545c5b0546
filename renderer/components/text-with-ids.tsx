// A text with the ids in it set apart: in the letters of a sentence "1" and "l" are alike.
import { Fragment, type ReactNode } from "react";
import type { ErrorDetails } from "../../preload/contract/errors.ts";

interface TextWithIdsProps {
  readonly text: string;
  /** Where the ids are found by their field. */
  readonly details: ErrorDetails;
}

const ID_FIELDS = ["apiKey", "applicationId", "pageId", "psid", "messageUuid"] as const;

/** Every id of the details is mono wherever the text has it. */
export function TextWithIds({ text, details }: TextWithIdsProps): ReactNode {
  const ids = ID_FIELDS.map((field) => details[field]).filter((id) => typeof id === "string" && id !== "");
  const parts = ids.reduce<readonly string[]>(
    (former, id) => former.flatMap((part) => splitAround(part, String(id))),
    [text],
  );
  return parts.map((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one text never change places
    ids.includes(part) ? (
      <code key={index} className="mono">
        {part}
      </code>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

/** The id itself is a part of its own. */
function splitAround(text: string, id: string): readonly string[] {
  return text.split(id).flatMap((between, index) => (index === 0 ? [between] : [id, between]));
}
