// The field for an application ID. One that cannot be Vonage's is taken, with a word about it: some test with such.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { isApplicationIdForm } from "../../../preload/contract/ids.ts";
import classes from "./keys-page.module.css";

interface ApplicationIdFieldProps {
  /** The one that is stored; empty when there is none. */
  readonly stored: string;
  readonly description: string;
}

/** It warns once the field is left, and takes the warning back as soon as the ID is right. */
export function ApplicationIdField({ stored, description }: ApplicationIdFieldProps) {
  const [isOdd, setOdd] = useState(() => isOddId(stored));
  return (
    <TextInput
      name="applicationId"
      label="Application ID"
      description={
        isOdd ? (
          <span className={classes.odd}>This is not a UUID, as the IDs of Vonage applications are</span>
        ) : (
          description
        )
      }
      placeholder="aaaaaaaa-bbbb-cccc-dddd-0123456789ab"
      maxLength={64}
      defaultValue={stored}
      onBlur={(event) => setOdd(isOddId(event.currentTarget.value))}
      onChange={(event) => {
        if (!isOddId(event.currentTarget.value)) setOdd(false);
      }}
      classNames={{ input: "mono" }}
    />
  );
}

function isOddId(text: string): boolean {
  return text.trim() !== "" && !isApplicationIdForm(text.trim());
}
