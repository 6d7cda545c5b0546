// Starts the interface: picks the host's bridge and draws the app.
import "./no-compiling.ts";
import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/mantine.css";
import "./theme/touch.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { pickHost } from "./bridge/pick-bridge.ts";
import { refuseStrayFiles } from "./components/stray-files.ts";
import { spreadCspNonce } from "./theme/csp-nonce.ts";

spreadCspNonce(window);
refuseStrayFiles(window);

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App host={pickHost(window)} />);
