// What kind of message a reply is.
import { memo } from "react";
import type { PayloadVersion } from "../../../../preload/contract/event.ts";
import { TypeChoice } from "../../../components/type-choice.tsx";
import { MESSAGE_TYPES, type MessageType } from "./composer-draft.ts";

/** The types that a version of the API has. */
export function typesOf(apiVersion: PayloadVersion): readonly MessageType[] {
  return apiVersion === "v1" ? MESSAGE_TYPES.filter((type) => type !== "custom") : MESSAGE_TYPES;
}

interface TypeControlProps {
  readonly apiVersion: PayloadVersion;
  readonly type: MessageType;
  readonly onChange: (type: MessageType) => void;
}

/** One tab stop; arrows choose. Not drawn again for what is typed. */
export const TypeControl = memo(function TypeControl({ apiVersion, type, onChange }: TypeControlProps) {
  return <TypeChoice types={typesOf(apiVersion)} type={type} onChange={onChange} />;
});
