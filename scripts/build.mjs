// `npm run build`: builds dist/ anew.
import { build } from "./parts/bundle.mjs";
import { say, script } from "./parts/run.mjs";

await script(() => build(say));
