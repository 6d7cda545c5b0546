// What Vonage or the way to it refuses, by cause.
import type { ErrorText } from "./error-text.ts";

/** Part of the catalogue; see errors.ts. */
export const vonageErrors = {
  VONAGE_SECRET_REFUSED: {
    what: "Vonage refused the API secret of {apiKey}.",
    why: "The two do not belong together, or the secret was replaced. Vonage says “{problem}”",
    todo: "Copy both anew from the API settings of the dashboard.",
  },
  VONAGE_JWT_EXPIRED: {
    what: "Vonage refused the JWT.",
    why: "It expired {ago} ago.",
    todo: "Try again; a new JWT is minted each time.",
  },
  VONAGE_JWT_CLOCK: {
    what: "Vonage refused the JWT: this computer’s clock is {off} {direction}.",
    why: "Vonage compares the times in a JWT with its own clock.",
    todo: "Set this computer’s clock by the network, then try again.",
  },
  VONAGE_JWT_NOT_YET: {
    what: "Vonage refused the JWT.",
    why: "It becomes valid only in {wait}, by its nbf.",
    todo: "Wait, or mint one without nbf.",
  },
  VONAGE_JWT_UNPAIRED: {
    what: "Vonage refused the JWT: the private key is not the one of application {applicationId}.",
    why: "Its public key is another one, or it has none. New keys in the dashboard count only after Save changes.",
    todo: "Open Keys and JWT and add the private key of this application, or give the application a new pair.",
  },
  VONAGE_JWT_KEY_MENDED: {
    what: "Vonage refused the JWT.",
    why: "The private key had lost its line breaks when it was given, so it may be another one than was meant.",
    todo: "Open Keys and JWT and add the private.key file itself.",
  },
  VONAGE_JWT_APPLICATION: {
    what: "Vonage refused the JWT: this account has no application {applicationId}.",
    why: "It was deleted, or its ID belongs to another account.",
    todo: "Choose the application from the list, or correct its ID in Keys and JWT.",
  },
  VONAGE_JWT_REFUSED: {
    what: "Vonage refused a JWT that is not expired.",
    why: "Most often the private key is not the one of application {applicationId}. Vonage says “{problem}”",
    todo: "Check the application ID and the key in Keys and JWT.",
  },
  VONAGE_UNPROVISIONED: {
    what: "Vonage refused the JWT: application {applicationId} may not use Messages.",
    why: "It lacks the Messages capability. Vonage says “{problem}”",
    todo: "Add the Messages capability to the application.",
  },
  VONAGE_FORBIDDEN: {
    what: "Vonage did not allow it.",
    why: "{problem}",
    todo: "Check that the API key is the one of the account that owns this, and that the account may use it.",
  },
  VONAGE_NOT_FOUND: {
    what: "Vonage found nothing there.",
    why: "The host {host} answered 404: {problem}",
    todo: "Check the API host of the workspace, and reload the list.",
  },
  VONAGE_CONFLICT: {
    what: "Vonage did not do it: something else is in the way.",
    why: "{problem}",
    todo: "Reload the list to see how things stand now.",
  },
  VONAGE_INPUT_REFUSED: {
    what: "Vonage rejected the request.",
    why: "{problem}",
    todo: "Correct the value and try again.",
  },
  VONAGE_FORM_REFUSED: {
    what: "Vonage did not take the request in this form.",
    why: "The host {host} answered {status}: {title}",
    todo: "Check the API host of the workspace. If it is right, look for a newer Hookline.",
  },
  VONAGE_THROTTLED: {
    what: "Too many requests.",
    why: "Vonage {wait}.",
    todo: "Wait, then try again.",
  },
  VONAGE_SERVER_ERROR: {
    what: "Vonage could not do it.",
    why: "It answered {status}: {title}",
    todo: "Try again in a moment.",
  },
  VONAGE_UNEXPECTED_ANSWER: {
    what: "The host {host} gave an answer that Hookline does not know.",
    why: "It answered {status} with {problem}.",
    todo: "Check the API host, and whether a login page of the network is in between.",
  },

  NETWORK_NAME_UNKNOWN: {
    what: "The host {host} cannot be reached.",
    why: "No address was found for its name: {reason}",
    todo: "Check the connection and the API host, then try again.",
  },
  NETWORK_REFUSED: {
    what: "The host {host} cannot be reached.",
    why: "It refused the connection, so nothing listens there or a firewall is in between.",
    todo: "Check the API host and the firewall, then try again.",
  },
  NETWORK_UNREACHABLE: {
    what: "The host {host} cannot be reached.",
    why: "This computer has no way to it: {reason}",
    todo: "Check the connection, then try again.",
  },
  NETWORK_TIMED_OUT: {
    what: "The host {host} cannot be reached.",
    why: "No connection was made in time: {reason}",
    todo: "Check the connection and the firewall, then try again.",
  },
  NETWORK_FAILED: {
    what: "The host {host} cannot be reached.",
    why: "{reason}",
    todo: "Check the connection, then try again.",
  },
  NETWORK_NO_ANSWER: {
    what: "The host {host} did not answer within {seconds} s.",
    why: "The request left this computer, so it may have been carried out all the same.",
    todo: "Reload the list to see whether it was, before you try again.",
  },
  NETWORK_BROKEN: {
    what: "The connection to {host} broke before an answer came.",
    why: "The request left this computer, so it may have been carried out all the same: {reason}",
    todo: "Reload the list to see whether it was, before you try again.",
  },
  NETWORK_READ_NO_ANSWER: {
    what: "The host {host} did not answer within {seconds} s.",
    why: "It was only asked what there is, so nothing was changed.",
    todo: "Try again in a moment.",
  },
  NETWORK_READ_BROKEN: {
    what: "The connection to {host} broke before an answer came.",
    why: "It was only asked what there is, so nothing was changed: {reason}",
    todo: "Try again in a moment.",
  },
  NETWORK_PROXY_UNREACHABLE: {
    what: "The host {host} was not reached: the proxy {proxy} does not answer.",
    why: "It is named by {from}. What went wrong: {reason}",
    todo: "Check its address and whether this network needs it. After changing a variable, start Hookline again.",
  },
  NETWORK_PROXY_LOGIN: {
    what: "The host {host} was not reached: the proxy {proxy} asks for a login.",
    why: "It answered 407: {login}",
    todo: "Set HTTPS_PROXY to http://user:password@host:port, special characters percent-encoded, and start Hookline again.",
  },
  NETWORK_PROXY_REFUSED: {
    what: "The proxy {proxy} does not let Hookline through to {host}.",
    why: "What it did: {reason}. That means most often that {meaning}",
    todo: "Let its owner allow the host, or exempt it with NO_PROXY where it can be reached directly.",
  },
  NETWORK_PROXY_UNUSED: {
    what: "The host {host} was not reached: the proxy on the way there cannot be used.",
    why: "It is named by {from}: {reason}",
    todo: "Name an http or https proxy in HTTPS_PROXY, or exempt the host with NO_PROXY, and start Hookline again.",
  },
  NETWORK_CERTIFICATE_EXPIRED: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate has expired, or this computer’s clock is wrong.",
    todo: "Check the clock. If it is right, a proxy in between or the host itself is at fault.",
  },
  NETWORK_CERTIFICATE_NOT_YET: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate is not valid yet, so this computer’s clock is most likely slow.",
    todo: "Set this computer’s clock by the network, then try again.",
  },
  NETWORK_CERTIFICATE_SELF_SIGNED: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate is self-signed, so anybody could have made it.",
    todo: "Check the API host. A proxy that reads along does this too.",
  },
  NETWORK_CERTIFICATE_AUTHORITY: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate comes from an authority that is not trusted, as that of a proxy which reads along.",
    todo: "If the proxy is your company’s, add its authority to the system’s store, or name its file in NODE_EXTRA_CA_CERTS, and start Hookline again.",
  },
  NETWORK_CERTIFICATE_NAME: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate is for another name, so another server answers in its place.",
    todo: "Check the API host and the network’s login page, if it has one.",
  },
  NETWORK_TLS_FAILED: {
    what: "No safe connection to {host} was made, so nothing was sent.",
    why: "The two sides did not agree on TLS: {reason}",
    todo: "Check that the host speaks https at this port, and what stands in between.",
  },
} as const satisfies Record<string, ErrorText>;
