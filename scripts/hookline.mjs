// `npm run -s hookline -- <command>`: runs one command of a checkout, after building what has changed.
import { runHookline, script } from "./parts/run.mjs";

await script(runHookline);
