// What goes wrong with media: files served through the tunnel, and what a person sent in.
import type { ErrorText } from "./error-text.ts";

/** Part of the catalogue; see errors.ts. */
export const mediaErrors = {
  MEDIA_TUNNEL_MISSING: {
    what: "The file is not served.",
    why: "No tunnel is open, so it would have no public address.",
    todo: "Open the tunnel, then choose the file again.",
  },
  MEDIA_FILE_TOO_LARGE: {
    what: "“{name}” is not served.",
    why: "It is larger than {megabytes} MB, the most that Messenger takes.",
    todo: "Choose a smaller file, or give the address of one that lies on a server of yours.",
  },
  MEDIA_FILE_EMPTY: {
    what: "“{name}” is not served.",
    why: "There is nothing in it.",
    todo: "Choose another file.",
  },
  MEDIA_FILE_UNREADABLE: {
    what: "“{name}” is not served.",
    why: "It could not be read to its end: {reason}",
    todo: "Check the file, then choose it again.",
  },
  MEDIA_FILES_TOO_MANY: {
    what: "The file is not served.",
    why: "{most} files are served already.",
    todo: "Stop serving one of them, then choose the file again.",
  },
  MEDIA_UPLOAD_REFUSED: {
    what: "The file did not reach Hookline.",
    why: "The address for it was used or has expired (status {status}).",
    todo: "Choose the file again.",
  },
  MEDIA_SERVED_UNKNOWN: {
    what: "There is no such file to stop.",
    why: "It was delivered, its hour was over, or it was stopped before.",
    todo: "Look at the files that are served now.",
  },

  MEDIA_MISSING: {
    what: "There is nothing to fetch.",
    why: "Event {id} names no address of a picture, sound, film or file.",
    todo: "Choose another event.",
  },
  MEDIA_ADDRESS_REFUSED: {
    what: "Nothing was fetched from {host}.",
    why: "{reason}",
    todo: "Look at the address in the body of the event. Hookline fetches from public https addresses only.",
  },
  MEDIA_REDIRECTED: {
    what: "Nothing was fetched from {host}.",
    why: "It led on more than {most} times.",
    todo: "Open the address outside of Hookline if you trust it.",
  },
  MEDIA_TOO_LARGE: {
    what: "Nothing was fetched from {host}.",
    why: "It is larger than {megabytes} MB, the most that Hookline fetches.",
    todo: "Open the address outside of Hookline if you trust it.",
  },
  MEDIA_TOO_SLOW: {
    what: "Nothing was fetched from {host}.",
    why: "It was not all there within {seconds} s.",
    todo: "Try again, or open the address outside of Hookline if you trust it.",
  },
  MEDIA_UNREACHABLE: {
    what: "Nothing was fetched: {host} cannot be reached.",
    why: "{reason}",
    todo: "Check the connection, then try again.",
  },
  MEDIA_EMPTY: {
    what: "There is nothing at that address.",
    why: "The answer of {host} has not a single byte in it.",
    todo: "Ask the person to send it again.",
  },
  MEDIA_EXPIRED: {
    what: "Vonage does not have this any more.",
    why: "It keeps media for 48 hours, and this came {age} ago. It answered {status}.",
    todo: "Ask the person to send it again, and let your bot fetch media as it comes.",
  },
  MEDIA_UNAVAILABLE: {
    what: "Nothing was fetched from {host}.",
    why: "It answered {status}.",
    todo: "Try again. If it stays so, ask the person to send it again.",
  },
  MEDIA_JWT_UNVERIFIED: {
    what: "Vonage gives this only for a JWT, and Hookline sent none.",
    why: "A JWT is sent only for a message whose signature is verified, and this one’s is not.",
    todo: "Store the signature secret in Keys and JWT if it is not there. Then ask the person to send it again: a message that comes signed gets a JWT.",
  },
  MEDIA_JWT_UNASSIGNED: {
    what: "Vonage gives this only for a JWT, and Hookline sent none.",
    why: "The message belongs to no workspace, so there is no application whose JWT could be sent.",
    todo: "Add a workspace for its application in Keys and JWT, then ask the person to send it again.",
  },
  MEDIA_JWT_KEYLESS: {
    what: "Vonage gives this only for a JWT, and Hookline sent none.",
    why: "{workspace} has no application with a private key, so no JWT can be made.",
    todo: "Add the application ID and its private key in Keys and JWT, then load it again.",
  },
  MEDIA_JWT_REFUSED: {
    what: "Vonage refused the JWT for this.",
    why: "It answered {status}. Most often the message was for another application than {applicationId}, or the key is not its own.",
    todo: "Check the application ID and the key in Keys and JWT.",
  },
  MEDIA_NOT_SAVED: {
    what: "The file was not saved.",
    why: "{reason}",
    todo: "Choose another place for it.",
  },
} as const satisfies Record<string, ErrorText>;
