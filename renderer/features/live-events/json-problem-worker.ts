// Looks through a long body for what is wrong with it, beside the page, which goes on meanwhile.
import { findBodyProblem } from "./raw-body.ts";

addEventListener("message", ({ data }: MessageEvent<string>) => {
  postMessage(findBodyProblem(data));
});
