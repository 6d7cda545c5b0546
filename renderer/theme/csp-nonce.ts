// The nonce of this page, for the style elements that Mantine and CodeMirror add.

/** Nonce the host put into this page; empty where there is no content security policy. */
export function readCspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
