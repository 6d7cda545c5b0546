// What every place says whose workspace is that of a simulator which does not run, in the words of its error.
import { describeError } from "../../preload/contract/errors.ts";

const { what, why, todo } = describeError({ code: "SIMULATOR_OFF", details: {} });

/** That it does not run, why, and what to do. */
export const SIMULATOR_OFF_WORDS = `${what} ${why} ${todo}`;
