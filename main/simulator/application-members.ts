// What an application of the Applications API holds, as a request writes it: the checks, the defaults, and nothing lost.
// Source: Application API OpenAPI 2.4.1; version and media authentication from the Node SDK's types; read 2026-11.
import { z } from "zod";

const required =
  (otherwise: string) =>
  ({ input }: { readonly input?: unknown }): string =>
    input === undefined ? "is required" : otherwise;

const members = { error: required("must be an object") };

const Webhook = z.looseObject(
  {
    address: z
      .string({ error: required("must be a valid URL") })
      .max(2_000, "must be at most 2000 characters")
      .refine(isWebUrl, "must be a valid URL"),
    http_method: z.enum(["GET", "POST"], { error: "must be one of: GET, POST" }).default("POST"),
  },
  members,
);

const Messages = z.looseObject(
  {
    version: z.enum(["v0.1", "v1"], { error: "must be one of: v0.1, v1" }).default("v1"),
    authenticate_inbound_media: z.boolean({ error: "must be a boolean" }).default(false),
    webhooks: z
      .looseObject({ inbound_url: Webhook.optional(), status_url: Webhook.optional() }, members)
      .optional(),
  },
  members,
);

/**
 * The members of an application besides its id and keys. Capabilities and members that are not named here stay as they
 * came; what is left out has its default.
 */
export const ApplicationMembers = z.looseObject(
  {
    name: z
      .string({ error: required("must be a string") })
      .min(1, "must not be empty")
      .max(255, "must be at most 255 characters"),
    capabilities: z
      .object({ messages: Messages.optional() }, members)
      .catchall(z.looseObject({}, members))
      .default({}),
    privacy: z
      .looseObject({ improve_ai: z.boolean({ error: "must be a boolean" }).default(true) }, members)
      .default({ improve_ai: true }),
  },
  members,
);
export type ApplicationMembers = z.output<typeof ApplicationMembers>;

/** Its Messages capability; undefined for an application of another kind. */
export type MessagesCapability = z.output<typeof Messages>;

function isWebUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && ["http:", "https:"].includes(url.protocol);
}
