// The small bot as a developer's own app: a process that knows the simulator by its environment. `bot-child.ts [flaw]`.
import { env, argv } from "node:process";
import { startSmallBot, type BotFlaw } from "./small-bot.ts";

// The test that starts it writes a flaw or nothing.
const bot = await startSmallBot((argv[2] as BotFlaw | undefined) ?? null, Number(env["PORT"]));
bot.connect({
  apiUrl: env["VONAGE_API_HOST"] ?? "",
  apiKey: env["VONAGE_API_KEY"] ?? "",
  apiSecret: env["VONAGE_API_SECRET"] ?? "",
  signatureSecret: env["VONAGE_SIGNATURE_SECRET"] ?? "",
});
process.stdout.write(`listening as ${process.pid}\n`);
