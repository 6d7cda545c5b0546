// The way from the interface to whichever host it runs in: one context, and the cache of answered calls.
import { QueryClientProvider } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from "react";
import type { Bridge } from "../../preload/contract/contract.ts";
import { hostTime, type Clock } from "./host-clock.ts";
import { createQueryCache, setHostReachable } from "./query-cache.ts";
import { TopicSync } from "./topic-sync.tsx";

const BridgeContext = createContext<Bridge | null>(null);
const ConnectionContext = createContext(true);

interface BridgeProviderProps {
  readonly bridge: Bridge;
  readonly children: ReactNode;
}

/** Gives the tree its bridge. After a lost connection came back, every cached answer is asked for again. */
export function BridgeProvider({ bridge, children }: BridgeProviderProps) {
  const [client] = useState(createQueryCache);
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    let wasLost = false;
    return bridge.onConnection?.((connected) => {
      setConnected(connected);
      setHostReachable(connected);
      if (connected && wasLost) void client.invalidateQueries();
      wasLost = !connected;
    });
  }, [bridge, client]);
  return (
    <BridgeContext value={bridge}>
      <ConnectionContext value={isConnected}>
        <QueryClientProvider client={client}>
          <TopicSync />
          {children}
        </QueryClientProvider>
      </ConnectionContext>
    </BridgeContext>
  );
}

/** The bridge of this page. Features use `useCall`, `useAct` and `useTopic` rather than this. */
export function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error("There is no BridgeProvider above this component.");
  return bridge;
}

/** Whether the host can be reached right now; always true on the desktop. */
export function useIsConnected(): boolean {
  return useContext(ConnectionContext);
}

/** The host's clock, which dates all that is shown. The same function in every render. */
export function useHostClock(): Clock {
  const bridge = useBridge();
  return useCallback(() => hostTime(bridge), [bridge]);
}
