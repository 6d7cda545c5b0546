// The command line as a process of its own, on a page folder that a test chose: `cli-entry.ts <folder> <arguments…>`.
import { processSurroundings } from "../../main/cli/context.ts";
import { main } from "../../main/cli/index.ts";

const [rendererFolder = "", ...args] = process.argv.slice(2);
process.exitCode = await main(args, {
  ...processSurroundings({ json: args.includes("--json") }),
  rendererFolder,
});
