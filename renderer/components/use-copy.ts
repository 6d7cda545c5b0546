// Puts plain text on the clipboard and says so.
import { useCallback } from "react";
import { beginSentence, showCopied, showNotCopied } from "./copy-toast.ts";

/** Copies a plain, non-secret value; the toast reads "`label` copied", and `more` after it. */
export function useCopy(): (value: string, label: string, more?: string) => void {
  return useCallback((value, label, more) => {
    const title = `${beginSentence(label)} was not copied.`;
    // The types promise a clipboard; an insecure address has none.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard === undefined) {
      const message =
        "Browsers give the clipboard to 127.0.0.1, localhost and https addresses only. Select the text and copy it.";
      return showNotCopied({ title, message });
    }
    clipboard.writeText(value).then(
      () => showCopied(label, more),
      () =>
        showNotCopied({
          title,
          message:
            "The browser refused the clipboard. Allow it for this page, or select the text and copy it.",
        }),
    );
  }, []);
}
