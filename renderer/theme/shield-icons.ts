// The shields of a signature: one outline, told apart by the mark inside it, so that they differ without colour.
import { createReactComponent, type Icon } from "@tabler/icons-react";

const OUTLINE = "M12 3a12 12 0 0 0 8.5 3a12 12 0 0 1 -8.5 15a12 12 0 0 1 -8.5 -15a12 12 0 0 0 8.5 -3";
const UPPER = "M12 3a12 12 0 0 0 8.5 3";
const DASHED = [
  "M12 3a12 12 0 0 1 -3.2 2.1",
  "M6.2 6.1a12 12 0 0 1 -2.7 -.1a12 12 0 0 0 -.4 3.4",
  "M3.8 13.2a12 12 0 0 0 1.9 3.3",
  "M8.3 19.1a12 12 0 0 0 3.7 1.9",
  "M15.7 19.1a12 12 0 0 0 2.6 -2.6",
  "M20.2 13.2a12 12 0 0 0 .7 -3.8",
];

/** Verified: a check. */
export const ShieldCheck = shield("ShieldCheck", [OUTLINE, "M9 12l2 2l4 -4"]);
/** Bad: a cross. */
export const ShieldCross = shield("ShieldCross", [OUTLINE, "M10 10l4 4m0 -4l-4 4"]);
/** Not signed: dashed, with an exclamation mark. */
export const ShieldDashed = shield("ShieldDashed", [UPPER, ...DASHED, "M12 8.5v4", "M12 15.5v.01"]);
/** Not checked: a line, as in a field left open. */
export const ShieldLine = shield("ShieldLine", [OUTLINE, "M9.5 12h5"]);

function shield(name: string, paths: readonly string[]): Icon {
  // One element for all strokes: a long list has hundreds of shields.
  return createReactComponent("outline", name, name, [["path", { d: paths.join(""), key: "path" }]]);
}
