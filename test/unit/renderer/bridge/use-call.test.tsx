import { inspect } from "node:util";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Bridge } from "../../../../preload/contract/contract.ts";
import { BridgeProvider } from "../../../../renderer/bridge/bridge.tsx";
import { useAct, type Act } from "../../../../renderer/bridge/use-call.ts";

const SECRET = "typed-secret";

interface ProbeProps {
  readonly onRender: (act: Act<"workspaces.add">, client: QueryClient) => void;
}

function Probe({ onRender }: ProbeProps) {
  onRender(useAct("workspaces.add"), useQueryClient());
  return null;
}

it("sends what an act was given, and keeps nothing of it in the cache", async () => {
  const sent: unknown[] = [];
  const bridge: Bridge = {
    call: (_name, input) => {
      sent.push(input);
      return Promise.resolve({ ok: false, error: { code: "DATA_WRITE_FAILED", details: {} } });
    },
    subscribe: () => () => undefined,
  };
  const seen: { readonly act: Act<"workspaces.add">; readonly client: QueryClient }[] = [];
  renderToStaticMarkup(
    <BridgeProvider bridge={bridge}>
      <Probe onRender={(act, client) => seen.push({ act, client })} />
    </BridgeProvider>,
  );
  const [probe] = seen;

  const input = { name: "Bike bot", apiKey: "abcd1234", apiSecret: SECRET };
  const answer = await probe?.act.run(input);

  const mutations = probe?.client.getMutationCache().getAll() ?? [];
  expect(sent).toEqual([input]);
  expect(answer).toMatchObject({ ok: false, error: { code: "DATA_WRITE_FAILED" } });
  expect(mutations).toHaveLength(1);
  expect(inspect(mutations[0]?.state, { depth: null, showHidden: true })).not.toContain(SECRET);
});
