// Builds the interface into dist/renderer, as one set of files that both hosts serve from their root.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "renderer",
  base: "./",
  plugins: [react()],
  // Each host replaces this word by a fresh nonce in every index.html it serves.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: "../dist/renderer",
    emptyOutDir: true,
    target: "es2024",
    // A data: font or image would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
