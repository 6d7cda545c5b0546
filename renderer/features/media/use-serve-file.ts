// Having a file served, in the way of the host that shows this page.
import { useState } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { ServedFile } from "../../../preload/contract/media.ts";
import { useBridge } from "../../bridge/bridge.tsx";
import { useAppState } from "../../components/use-app-state.ts";
import { serveChosenByHost, serveChosenInPage, type FileServed } from "./serve-file.ts";

/** How a file gets to the host, and what became of the last one. */
export interface ServeFile {
  /** Who asks the person for a file: the page by a field of its own, or the host by the system's dialog. */
  readonly chosenBy: "page" | "host";
  readonly isComing: boolean;
  readonly error: AppErrorValue | null;
  /** For the page: the file that was chosen. For the host: null. */
  readonly serve: (file: File | null) => Promise<void>;
  readonly reset: () => void;
}

/** `onServed` is called with each file that is served from now on. */
export function useServeFile(onServed: (file: ServedFile) => void): ServeFile {
  const bridge = useBridge();
  const chosenBy = useAppState()?.host === "electron" ? "host" : "page";
  const [isComing, setComing] = useState(false);
  const [error, setError] = useState<AppErrorValue | null>(null);

  async function serve(file: File | null): Promise<void> {
    setError(null);
    setComing(true);
    const ports = { bridge, fetch: globalThis.fetch.bind(globalThis) };
    const served: FileServed =
      file === null ? await serveChosenByHost(ports) : await serveChosenInPage(file, ports);
    setComing(false);
    if (!served.ok) setError(served.error);
    else if (served.value !== null) onServed(served.value);
  }

  return { chosenBy, isComing, error, serve, reset: () => setError(null) };
}
