// The version of this Hookline, from package.json; the build writes it in.
import packageJson from "../package.json" with { type: "json" };

/** For example `0.1.0`. */
export const VERSION: string = packageJson.version;
