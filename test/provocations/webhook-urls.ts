// Provokes what can go wrong with an application's webhook URLs, at a server in the place of the Applications API.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { WEBHOOK_JOURNAL_FILE } from "../../main/applications/webhook-journal.ts";
import { startApplicationsServer, type ApplicationsServer } from "../fakes/applications-server.ts";
import { startUrlsProcess, URLS_WORKSPACE, type UrlsProcess } from "../fakes/webhook-urls.ts";
import { thrownBy, type Provocation, type Stage } from "./stage.ts";

const APPLICATION = "78d335fa-323d-0114-9c3d-d6f0d48968cf";
const workspace = URLS_WORKSPACE;

/** By code. */
export const webhookUrlsProvocations = {
  APPLICATION_NOT_CHOSEN: async (stage) => {
    const { process } = await begin(stage);
    process.setWorkspace({ applicationId: null });
    return thrownBy(() => process.calls["webhookUrls.plan"]({ workspace }));
  },
  APPLICATION_WITHOUT_MESSAGES: async (stage) => {
    const { process, server } = await begin(stage);
    server.application = { name: "Voice only", capabilities: { voice: {} } };
    return thrownBy(() => process.calls["webhookUrls.plan"]({ workspace }));
  },
  WEBHOOK_URLS_NO_TUNNEL: async (stage) => {
    const { process } = await begin(stage);
    process.openTunnel(null);
    return thrownBy(() => process.calls["webhookUrls.plan"]({ workspace }));
  },
  WEBHOOK_URLS_NOT_AGREED: async (stage) => {
    const { process } = await begin(stage);
    return thrownBy(() => process.calls["webhookUrls.set"]({ workspace, agreed: null }));
  },
  WEBHOOK_URLS_UNCONFIRMED: async (stage) => {
    const { process, server } = await begin(stage);
    server.fate = (method, count) => (method === "PUT" || count > 2 ? "lose" : "answer");
    return thrownBy(() => setAgreed(process));
  },
  WEBHOOK_URLS_CHANGED_MEANWHILE: async (stage) => {
    const { process, server } = await begin(stage);
    server.carriedOut = (method) => {
      if (method === "PUT") server.application = applicationAt("https://other-hookline.example");
    };
    return thrownBy(() => setAgreed(process));
  },
  WEBHOOK_URLS_LEFT: async (stage) => {
    const { process, server } = await begin(stage);
    await setAgreed(process);
    server.fate = () => 500;
    return thrownBy(() => process.leave(workspace, { isForgetting: false }));
  },
  WEBHOOK_URLS_NOTHING_KEPT: async (stage) => {
    const { process } = await begin(stage);
    return thrownBy(() => process.calls["webhookUrls.restore"]({ workspace, agreed: null }));
  },
  WEBHOOK_JOURNAL_DAMAGED: async (stage) => {
    const { process, dataFolder } = await begin(stage);
    writeFileSync(join(dataFolder, WEBHOOK_JOURNAL_FILE), "{");
    return thrownBy(() => process.calls["webhookUrls.plan"]({ workspace }));
  },
} satisfies Readonly<Record<string, Provocation>>;

async function begin(stage: Stage): Promise<{
  readonly process: UrlsProcess;
  readonly server: ApplicationsServer;
  readonly dataFolder: string;
}> {
  const server = await startApplicationsServer(APPLICATION, applicationAt("https://bot.example.com"));
  stage.defer(server.stop);
  const dataFolder = stage.folder();
  const process = startUrlsProcess({ dataFolder, url: server.url, applicationId: APPLICATION, run: "one" });
  return { process, server, dataFolder };
}

async function setAgreed({ calls }: UrlsProcess): Promise<unknown> {
  const { seen } = await calls["webhookUrls.plan"]({ workspace });
  return calls["webhookUrls.set"]({ workspace, agreed: seen });
}

function applicationAt(host: string): Record<string, unknown> {
  const webhooks = {
    inbound_url: { address: `${host}/in`, http_method: "POST" },
    status_url: { address: `${host}/st`, http_method: "POST" },
  };
  return { name: "My Application", capabilities: { messages: { version: "v1", webhooks } } };
}
