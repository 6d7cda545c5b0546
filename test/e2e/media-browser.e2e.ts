// Media in the browser.
import { describeMedia } from "./media-journeys.ts";

describeMedia("browser");
