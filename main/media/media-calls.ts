// The calls of the contract about media, tied to their services.
import type { Handlers } from "../../preload/contract/contract.ts";
import type { PersonFiles } from "../ports.ts";
import type { EventMedia } from "./event-media.ts";
import type { FileServing } from "./served-files.ts";

/** What the calls work with. */
export interface MediaCallParts {
  readonly served: FileServing;
  readonly eventMedia: EventMedia;
  readonly files: Pick<PersonFiles, "receive">;
}

type MediaCalls = Pick<Handlers, "media.serve" | "media.active" | "media.stop" | "media.load" | "media.save">;

/** Makes them. */
export function createMediaCalls({ served, eventMedia, files }: MediaCallParts): MediaCalls {
  return {
    "media.serve": () => {
      // Before the person has chosen, so that nobody looks for a file in vain.
      served.assertRoom();
      return files.receive((file) => served.take(file));
    },
    "media.active": () => [...served.list()],
    "media.stop": async ({ id }) => {
      await served.stop(id);
      return {};
    },
    "media.load": ({ id }) => eventMedia.load(id),
    "media.save": ({ id }) => eventMedia.save(id),
  };
}
