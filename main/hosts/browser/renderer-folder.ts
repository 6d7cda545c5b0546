// Where the built interface is.
import { fileURLToPath } from "node:url";

/** Beside dist/main, also when this file runs from its source. */
export function builtRendererFolder(): string {
  const fromHere = import.meta.url.endsWith(".ts") ? "../../../dist/renderer" : "../renderer";
  return fileURLToPath(new URL(fromHere, import.meta.url));
}
