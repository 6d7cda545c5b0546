// What every place says whose workspace is that of a simulator which does not run, in the words of its error.
import { describeError } from "../../preload/contract/errors.ts";

const { what, why, todo } = describeError({ code: "SIMULATOR_OFF", details: {} });
const OPTION = "--no-simulator";
const [beforeOption, afterOption] = `${what} ${why} ${todo}`.split(OPTION);

/** That it does not run, why, and what to do; the option stays in one piece. */
export function SimulatorOff() {
  return (
    <>
      {beforeOption}
      <span className="unbroken">{OPTION}</span>
      {afterOption}
    </>
  );
}
