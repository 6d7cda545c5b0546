// What has passed through the open tunnel, and how far its server is.
import type { TunnelTraffic } from "../../../preload/contract/tunnel.ts";
import { useCall } from "../../bridge/use-call.ts";
import { formatBytes, formatCount, formatDuration } from "../../components/format.ts";
import classes from "./tunnel-pill.module.css";

interface TunnelFactsProps {
  readonly provider: string;
}

/** Provider, round trip, requests and bytes; the host tells of changes, at most once a second. */
export function TunnelFacts({ provider }: TunnelFactsProps) {
  const { data: traffic } = useCall("tunnel.traffic", {});
  return (
    <dl className={classes.facts}>
      <Fact name="Provider" value={provider} />
      {traffic !== undefined && (
        <>
          <Fact name="Round trip" {...roundTripWords(traffic.roundTrip)} />
          <Fact name="Requests" value={formatCount(traffic.requests)} />
          <Fact
            name="Bytes"
            value={`${formatBytes(traffic.bytesIn)} in`}
            more={`${formatBytes(traffic.bytesOut)} out`}
          />
        </>
      )}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  /** On a line of its own. */
  readonly more?: string;
}

function Fact({ name, value, more }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {more !== undefined && <span>{more}</span>}
      </dd>
    </div>
  );
}

function roundTripWords(roundTrip: TunnelTraffic["roundTrip"]): Pick<FactProps, "value" | "more"> {
  if (roundTrip === null) return { value: "not measured yet" };
  return { value: formatDuration(roundTrip.lastMs), more: `median ${formatDuration(roundTrip.medianMs)}` };
}
