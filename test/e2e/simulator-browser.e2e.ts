// The screen of the simulator in the browser.
import { describeSimulator } from "./simulator-journeys.ts";

describeSimulator("browser");
