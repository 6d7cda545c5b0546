// The Linking screen in the desktop app.
import { describeLinking } from "./linking-journeys.ts";

describeLinking("electron");
