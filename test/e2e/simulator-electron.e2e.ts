// The screen of the simulator in the desktop app.
import { describeSimulator } from "./simulator-journeys.ts";

describeSimulator("electron");
