// The calls of the contract about imports.
import type { Handlers } from "../../../preload/contract/contract.ts";
import type { Imports } from "./imports.ts";

/** Handlers of these calls. */
export function createImportCalls({
  imports,
}: {
  readonly imports: Imports;
}): Pick<Handlers, "imports.look" | "imports.take"> {
  return {
    "imports.look": () => [...imports.look()],
    "imports.take": (request) => imports.take(request),
  };
}
