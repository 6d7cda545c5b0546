// Starts the interface: picks the host's bridge and draws the app.
import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/mantine.css";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { App } from "./app.tsx";
import { pickHost } from "./bridge/pick-bridge.ts";
import { spreadCspNonce } from "./theme/csp-nonce.ts";

// The content security policy forbids compiling code at run time, which zod would otherwise try.
z.config({ jitless: true });
spreadCspNonce(window);

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App host={pickHost(window)} />);
