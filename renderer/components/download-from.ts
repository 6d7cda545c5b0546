// Has the browser download what the host holds ready at one of its own addresses.

/** Begins the download. The host says what it is called, and that it is not to be shown. */
export function downloadFrom(path: string): void {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  // Some browsers press only what is part of the page.
  document.body.append(link);
  link.click();
  link.remove();
}
