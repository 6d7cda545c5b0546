// Puts a message that is set aside back into the field.
import { Button } from "@mantine/core";

interface PutBackButtonProps {
  readonly onPutBack: () => void;
}

/** The button of a notice; what stands in the field changes places with the message. */
export function PutBackButton({ onPutBack }: PutBackButtonProps) {
  return <Button onClick={onPutBack}>Put the message back</Button>;
}
