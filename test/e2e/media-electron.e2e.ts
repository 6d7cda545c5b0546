// Media in the desktop app.
import { describeMedia } from "./media-journeys.ts";

describeMedia("electron");
