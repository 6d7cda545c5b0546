// Scenarios and the handler doctor in the desktop app.
import { describeScenarios } from "./scenario-journeys.ts";

describeScenarios("electron");
