// What copying a secret needs of the page it is pressed in.
import { useBridge } from "../../bridge/bridge.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import type { JwtCopyPorts } from "./copy-jwt.ts";
import { clipboardWriter } from "./copy-secret.ts";

/** Gives the ports; to be asked at the moment of the press. */
export function useClipboardPorts(): () => JwtCopyPorts {
  const bridge = useBridge();
  const host = useAppState()?.host ?? "browser";
  return () => ({ bridge, host, writeText: clipboardWriter(), fetch: (input, init) => fetch(input, init) });
}
