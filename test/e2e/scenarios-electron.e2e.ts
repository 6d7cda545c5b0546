// Scenarios and the handler doctor in the desktop app.
import { describeHandlerDoctor } from "./handler-doctor-journeys.ts";
import { describeScenarios } from "./scenario-journeys.ts";

describeScenarios("electron");
describeHandlerDoctor("electron");
