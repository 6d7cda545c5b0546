// Scenarios and the handler doctor in the browser.
import { describeScenarios } from "./scenario-journeys.ts";

describeScenarios("browser");
