// Scenarios and the handler doctor in the browser.
import { describeHandlerDoctor } from "./handler-doctor-journeys.ts";
import { describeScenarios } from "./scenario-journeys.ts";

describeScenarios("browser");
describeHandlerDoctor("browser");
