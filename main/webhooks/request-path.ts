// Which of our two URLs a request line names.
import { INBOUND_PATH, STATUS_PATH } from "../../preload/contract/listener.ts";
import type { WebhookPath } from "./parse.ts";

/**
 * The target of a request line in origin form, with its query string. The absolute form, which a proxy may send, is taken
 * as well.
 * @see RFC 9112, section 3.2.2
 */
export function originForm(target: string): string {
  if (target.startsWith("/")) return target;
  const path = target.replace(/^https?:\/\/[^/?#]*/i, "");
  return path === target || path.startsWith("/") ? path : `/${path}`;
}

/** The webhook URL of a path in origin form, whatever its query string; null for any other path. */
export function webhookOf(path: string): WebhookPath | null {
  switch (path) {
    case INBOUND_PATH:
      return "inbound";
    case STATUS_PATH:
      return "status";
    default: {
      const bare = pathOnly(path);
      return bare === path ? null : webhookOf(bare);
    }
  }
}

/** The path without its query string. */
export function pathOnly(path: string): string {
  const query = path.indexOf("?");
  return query < 0 ? path : path.slice(0, query);
}
