// The field for a Page ID.
import { TextInput } from "@mantine/core";
import { SANDBOX_PAGE } from "../../../preload/contract/workspace.ts";
import { PAGE_ID, useOddId } from "./use-odd-id.tsx";

interface PageIdFieldProps {
  /** The one that stands there; empty when there is none. */
  readonly stored: string;
  readonly isSandbox: boolean;
}

/** It takes any, and warns of one that cannot be Facebook's. */
export function PageIdField({ stored, isSandbox }: PageIdFieldProps) {
  const { warning, ...on } = useOddId(stored, PAGE_ID);
  const description = isSandbox
    ? "The sandbox’s own, for everybody"
    : "From the Page’s About section; left empty, the first verified message tells it";
  return (
    <TextInput
      name="pageId"
      label="Page ID"
      description={warning ?? description}
      placeholder={isSandbox ? SANDBOX_PAGE : ""}
      maxLength={50}
      inputMode="numeric"
      defaultValue={stored}
      {...on}
      classNames={{ input: "mono" }}
    />
  );
}
