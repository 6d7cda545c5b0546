// Listening to what the host pushes.
import { useEffect, useEffectEvent } from "react";
import type { TopicName, TopicValue } from "../../preload/contract/contract.ts";
import { useBridge } from "./bridge.tsx";

/** Hears a topic while the component is mounted. The listener may change with every render. */
export function useTopic<N extends TopicName>(name: N, listener: (value: TopicValue<N>) => void): void {
  const bridge = useBridge();
  const hear = useEffectEvent(listener);
  useEffect(() => bridge.subscribe(name, (value) => hear(value)), [bridge, name]);
}
