// Puts plain text on the clipboard and says so.
import { useCallback } from "react";
import { beginSentence, showCopied, showNotCopied } from "./copy-toast.ts";

/** Copies a plain, non-secret value; the toast reads "`label` copied". */
export function useCopy(): (value: string, label: string) => void {
  return useCallback((value, label) => {
    navigator.clipboard.writeText(value).then(
      () => showCopied(label),
      () =>
        showNotCopied({
          title: `${beginSentence(label)} was not copied.`,
          message:
            "The browser refused the clipboard. Allow it for this page, or select the text and copy it.",
        }),
    );
  }, []);
}
