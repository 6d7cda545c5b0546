// A file that misses its place: the browser would open it, instead of Hookline or beside it.

/** Refuses files that are dropped where nothing takes them; text that is dragged into a field is none of its business. */
export function refuseStrayFiles(page: Window): void {
  page.addEventListener("dragover", refuse);
  page.addEventListener("drop", refuse);
}

function refuse(event: DragEvent): void {
  const { dataTransfer } = event;
  // Whatever takes files has said so by now: this hears of it last.
  if (event.defaultPrevented || dataTransfer === null || !dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  dataTransfer.dropEffect = "none";
}
