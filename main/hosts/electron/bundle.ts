// Serves the built interface as app://bundle/, the only address the desktop's window ever shows.
// Threat model: the page must load and run nothing that is not ours. Files come from one folder, a path that leaves it
// is refused, and every page carries a content security policy with a nonce of its own. Pictures of messages have addresses
// that cannot be guessed, and are sent as what their own bytes say they are.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import type { App } from "../../app-shape.ts";
import { PICTURE_PATH } from "../../media/kept-media.ts";

/** Scheme of the interface; registered as privileged before Electron is ready. */
export const BUNDLE_SCHEME = "app";
/** Origin of the interface as Electron reports it. */
export const BUNDLE_ORIGIN = `${BUNDLE_SCHEME}://bundle`;
/** Address the window loads. */
export const BUNDLE_PAGE = `${BUNDLE_ORIGIN}/index.html`;

const NONCE_PLACEHOLDER = "__CSP_NONCE__";

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".woff2", "font/woff2"],
]);

/** Answers one request of the page; never rejects. */
export type BundleResponder = (request: Request) => Promise<Response>;

/** What the responder answers with. */
export interface BundleParts {
  /** Folder of the built interface. */
  readonly folder: string;
  /** Pictures of messages that were loaded. */
  readonly picture: App["picture"];
}

/** Makes the {@link BundleResponder}. */
export function createBundleResponder({ folder, picture }: BundleParts): BundleResponder {
  return async (request) => {
    const path = pathOf(request);
    if (path === null) return refusal(404);
    if (`/${path}`.startsWith(PICTURE_PATH)) {
      const found = picture(path.slice(PICTURE_PATH.length - 1));
      return found === null ? refusal(404) : file(new Uint8Array(found.bytes), found.type);
    }
    const type = CONTENT_TYPES.get(extname(path));
    if (type === undefined) return refusal(404);
    try {
      const bytes = await readFile(join(folder, path));
      return path.endsWith(".html") ? page(bytes.toString("utf8"), type) : file(bytes, type);
    } catch {
      // Whatever kept the file from being read, the page can only be told that it is not there.
      return refusal(404);
    }
  };
}

/** The file a request names, relative to the folder; null when it names none, or one outside of it. */
function pathOf(request: Request): string | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || `${url.protocol}//${url.host}` !== BUNDLE_ORIGIN) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(url.pathname);
  } catch {
    // A malformed escape names no file of ours.
    return null;
  }
  if (decoded.includes("\0") || decoded.includes("\\")) return null;
  const path = normalize(decoded === "/" ? "index.html" : decoded.slice(1));
  return path.split(sep).some((part) => part.startsWith(".")) || path.startsWith(sep) ? null : path;
}

function page(text: string, type: string): Response {
  const nonce = randomBytes(16).toString("base64");
  return new Response(text.replaceAll(NONCE_PLACEHOLDER, nonce), {
    headers: { ...commonHeaders(type), "content-security-policy": contentSecurityPolicy(nonce) },
  });
}

function file(bytes: Uint8Array<ArrayBuffer>, type: string): Response {
  return new Response(bytes, { headers: commonHeaders(type) });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: commonHeaders("text/plain; charset=utf-8") });
}

function commonHeaders(type: string): Record<string, string> {
  return { "content-type": type, "x-content-type-options": "nosniff", "cache-control": "no-store" };
}

/** Only what is ours. The page talks to the main process over the bridge, so it connects to nothing but its own files. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
