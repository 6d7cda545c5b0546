// The nonce of this page, for the style elements that Mantine and CodeMirror add.

/** Nonce the host put into this page; empty where there is no content security policy. */
export function readCspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}

/**
 * Hands the nonce to the scroll lock under Mantine's dialogs, which adds a style element of its own and looks for a
 * nonce only under the name webpack gave it.
 */
export function spreadCspNonce(page: Window): void {
  Object.assign(page, { __webpack_nonce__: readCspNonce() });
}
