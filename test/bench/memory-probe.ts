// Loaded into the product's process ahead of it: collects garbage when the bench asks, and says what memory is left.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
// The function that V8 gives to contexts made after the flag was set.
const collectGarbage = runInNewContext("gc") as () => void;

process.on("message", () => {
  collectGarbage();
  process.send?.(process.memoryUsage());
});
// The bench's questions must not keep the product alive.
process.channel?.unref();
