// The product's own entry, in a process that collects garbage when the bench asks, and says what memory is left.
// Plain JavaScript, and no preloaded module: node's own TypeScript loader, in every thread, would be measured too.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
// The function that V8 gives to contexts made after the flag was set.
const collectGarbage = runInNewContext("gc");

process.on("message", () => {
  collectGarbage();
  process.send(process.memoryUsage());
});
// The bench's questions must not keep the product alive.
process.channel.unref();

await import("../../dist/main/hookline.js");
