// The field for an application ID.
import { TextInput } from "@mantine/core";
import { useOddId } from "./use-odd-id.tsx";

interface ApplicationIdFieldProps {
  /** The one that is stored; empty when there is none. */
  readonly stored: string;
  readonly description: string;
}

/** It takes any, and warns of one that cannot be Vonage's. */
export function ApplicationIdField({ stored, description }: ApplicationIdFieldProps) {
  const { warning, ...on } = useOddId(stored);
  return (
    <TextInput
      name="applicationId"
      label="Application ID"
      description={warning ?? description}
      placeholder="aaaaaaaa-bbbb-cccc-dddd-0123456789ab"
      maxLength={64}
      defaultValue={stored}
      {...on}
      classNames={{ input: "mono" }}
    />
  );
}
