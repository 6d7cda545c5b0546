// Looks for a secret wherever a page or a program could have kept it.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { CompanionApp } from "./companion-app.ts";

/** Files in which secrets are meant to be. */
const MEANT_FOR_SECRETS = /^(?:vault(?:\.desktop)?\.json$|simulator[\\/]|keys[\\/])/;

/** What was sent over the page's sockets since. */
export interface Frames {
  readonly texts: readonly string[];
}

/** Listens to every socket that the page opens from now on. */
export function recordFrames(page: Page): Frames {
  const texts: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => texts.push(String(payload)));
    socket.on("framereceived", ({ payload }) => texts.push(String(payload)));
  });
  return { texts };
}

/** Every place that holds the text: of the page, of the program's output, and of its files. */
export async function placesHolding(app: CompanionApp, text: string): Promise<readonly string[]> {
  const places = [...(await placesInPage(app.page, text))];
  if (app.running.log().includes(text)) places.push("output");
  const entries = await readdir(app.dataFolder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const name = join(entry.parentPath, entry.name).slice(app.dataFolder.length + 1);
    if (MEANT_FOR_SECRETS.test(name)) continue;
    const content = await readUnlessGone(join(app.dataFolder, name));
    // A file that is written anew takes another's name meanwhile, which may have been read as it was before.
    if (content === null) return placesHolding(app, text);
    if (content.includes(text)) places.push(`file ${name}`);
  }
  return places;
}

async function readUnlessGone(path: string): Promise<string | null> {
  try {
    return await readFile(path, "latin1");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function placesInPage(page: Page, text: string): Promise<readonly string[]> {
  return page.evaluate((needle) => {
    const found: string[] = [];
    const look = (place: string, content: string): void => {
      if (content.includes(needle)) found.push(place);
    };
    look("document", document.documentElement.outerHTML);
    for (const field of document.querySelectorAll("input, textarea")) {
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
        look("field", field.value);
    }
    look("localStorage", JSON.stringify({ ...localStorage }));
    look("sessionStorage", JSON.stringify({ ...sessionStorage }));
    look("cookie", document.cookie);
    look("history", JSON.stringify(history.state) + location.href);

    // From React's own root along every property: props, state, contexts, caches, whatever hangs there.
    const root = document.querySelector("#root") ?? document.body;
    const container = Object.keys(root).find((name) => name.startsWith("__reactContainer$"));
    const seen = new Set<object>();
    const waiting: unknown[] = container === undefined ? [] : [Reflect.get(root, container)];
    while (waiting.length > 0) {
      const value = waiting.pop();
      if (typeof value === "string") {
        if (!value.includes(needle)) continue;
        found.push("React");
        break;
      }
      if ((typeof value !== "object" && typeof value !== "function") || value === null) continue;
      // The document was looked at; from `window` everything can be reached that is not the page's doing.
      if (seen.has(value) || value instanceof Node || value === window) continue;
      seen.add(value);
      if (value instanceof Map) for (const [key, each] of value) waiting.push(key, each);
      if (value instanceof Set) for (const each of value) waiting.push(each);
      for (const name of Reflect.ownKeys(value)) {
        const property = Reflect.getOwnPropertyDescriptor(value, name);
        if (property !== undefined && "value" in property) waiting.push(property.value);
      }
    }
    return found;
  }, text);
}
