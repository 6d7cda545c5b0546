// Puts plain text on the clipboard and says so.
import { notifications } from "@mantine/notifications";
import { useCallback } from "react";

/** Copies a plain, non-secret value; the toast reads "`label` copied". */
export function useCopy(): (value: string, label: string) => void {
  return useCallback((value, label) => {
    navigator.clipboard.writeText(value).then(
      () => notifications.show({ message: `${label} copied` }),
      () =>
        notifications.show({
          color: "red",
          autoClose: false,
          title: `${label} was not copied.`,
          message:
            "The browser refused the clipboard. Allow it for this page, or select the text and copy it.",
        }),
    );
  }, []);
}
