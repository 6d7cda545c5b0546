// What goes wrong with replies, the tunnel and the simulator.
import type { ErrorText } from "./error-text.ts";

/** Part of the catalogue; see errors.ts. */
export const messagesErrors = {
  REPLY_PAGE_MISSING: {
    what: "The reply was not sent.",
    why: "No Page ID is known for {workspace}.",
    todo: "Open Keys and JWT and enter the Page ID, or wait for the first inbound message.",
  },
  REPLY_NOT_LOGGED: {
    what: "The reply was sent, but it is not in the log.",
    why: "Vonage accepted it as message_uuid {messageUuid}. The event could not be stored: {reason}",
    todo: "Do not send it again. The reason says what to end before the next one is sent.",
  },
  REPLY_WORKSPACE_REMOVED: {
    what: "The reply was sent, but it is not in the log.",
    why: "Vonage accepted it as message_uuid {messageUuid}. {workspace} was removed while it was on its way, with its events.",
    todo: "Do not send it again. Note its message_uuid, if you need it.",
  },
  REPLY_REMOVED_UNSENT: {
    what: "The reply was not sent.",
    why: "{workspace} was removed while it was on its way, with what was written. {problem}",
    todo: "Write it anew from another workspace of the Page, if it is still wanted.",
  },
  REPLY_REMOVED_UNCLEAR: {
    what: "It is not known whether the reply was sent.",
    why: "{workspace} was removed while it was on its way. {problem}",
    todo: "Look for it in the Page’s inbox at Facebook before you write it anew.",
  },
  REPLY_JWT_EXPIRED: {
    what: "Vonage refused the JWT.",
    why: "It expired {ago} ago by Vonage’s clock.",
    todo: "Check this computer’s clock, then send again; every reply mints a new JWT.",
  },
  REPLY_UNAUTHORIZED: {
    what: "Vonage refused a JWT that is not expired.",
    why: "Most often the private key is not this application’s, or the clock is off.",
    todo: "Check the application ID and the key in Keys and JWT.",
  },
  REPLY_UNPROVISIONED: {
    what: "Vonage refused the reply: the application may not send messages.",
    why: "Most often the application lacks the Messages capability. Vonage says: {title}",
    todo: "Switch Messages on in the application’s settings in the dashboard.",
  },
  REPLY_ACCOUNT_UNPROVISIONED: {
    what: "Vonage refused the reply: the account may not send messages this way.",
    why: "Key and secret are right, but the Messages API is not switched on for the account. Vonage says: {title}",
    todo: "Look at the account in the dashboard, or ask Vonage’s support to switch the Messages API on.",
  },
  REPLY_LOW_BALANCE: {
    what: "Vonage refused the reply: the account has no credit.",
    why: "Vonage says: {title}",
    todo: "Add credit in the dashboard, then send again.",
  },
  REPLY_PAGE_NOT_LINKED: {
    what: "Vonage rejected the request: it does not accept this Page as sender ({code}).",
    why: "Most often Part 2 of linking is missing.",
    todo: "Open Linking and do Part 2.",
  },
  REPLY_SECRET_REFUSED: {
    what: "Vonage refused the API key or the API secret.",
    why: "Most often the secret is another account’s, or was replaced. Vonage says: {title}",
    todo: "Open Keys and JWT and enter both again.",
  },
  REPLY_PAGE_OF_ANOTHER_ACCOUNT: {
    what: "Vonage rejected the request: it does not accept this Page as sender ({code}).",
    why: "It was sent with key and secret, so the Page must be linked to that account. Vonage says: {title}",
    todo: "Open Linking and do Part 1, or check the Page ID in Keys and JWT.",
  },
  REPLY_SANDBOX_PAGE: {
    what: "The sandbox does not accept this Page as sender ({code}).",
    why: "It sends as its own Page only, which everybody shares.",
    todo: "Open Keys and JWT, empty the Page ID and save: the sandbox’s Page is put in its place.",
  },
  REPLY_INVALID: {
    what: "Vonage rejected the request.",
    why: "{problem}",
    todo: "Edit the message and send again.",
  },
  REPLY_THROTTLED: {
    what: "Too many requests.",
    why: "Vonage {wait}.",
    todo: "Wait, then send again.",
  },
  REPLY_SERVER_ERROR: {
    what: "Vonage could not take the reply.",
    why: "It answered {status}: {title}",
    todo: "Send again {when}.",
  },
  REPLY_UNCLEAR: {
    what: "It is not known whether Vonage took the reply.",
    why: "It answered {status} with {problem}, so the message may have been sent all the same.",
    todo: "Look for a status of it before you send again.",
  },
  REPLY_UNEXPECTED_ANSWER: {
    what: "Vonage gave an answer that Hookline does not know.",
    why: "It answered {status} with {problem}.",
    todo: "Open the event to see the whole answer, and check the API host.",
  },
  REPLY_OFFLINE: {
    what: "Not sent: {host} cannot be reached.",
    why: "{reason}",
    todo: "Check the connection, then send again.",
  },
  REPLY_NO_ANSWER: {
    what: "Vonage did not answer within {seconds} s.",
    why: "The request left this computer, so the message may have been sent all the same.",
    todo: "Look for a status of it before you send again.",
  },
  REPLY_LEFT_BEHIND: {
    what: "This page was loaded anew while a reply was on its way.",
    why: "It may have been sent all the same.",
    todo: "It comes up above once Vonage has answered, or after 30 s without an answer. Look for it there before you send it again.",
  },
  REPLY_CONNECTION_LOST: {
    what: "The connection to {host} broke before an answer came.",
    why: "The request left this computer, so the message may have been sent all the same: {reason}",
    todo: "Look for a status of it before you send again.",
  },

  TUNNEL_HOST_INVALID: {
    what: "The tunnel was not opened.",
    why: "The address “{host}” is not a plain http or https one.",
    todo: "Give the address of a localtunnel server, for example https://localtunnel.me.",
  },
  TUNNEL_SUBDOMAIN_INVALID: {
    what: "The tunnel was not opened.",
    why: "“{subdomain}” cannot be a subdomain: 4 to 63 small letters, digits and hyphens, no hyphen at the ends.",
    todo: "Choose another name, or leave it empty.",
  },
  TUNNEL_SERVER_UNREACHABLE: {
    what: "The tunnel was not opened.",
    why: "The tunnel server {host} cannot be reached: {reason}",
    todo: "Try again later, or use another server. Everything on this computer works without a tunnel.",
  },
  TUNNEL_ANSWER_UNUSABLE: {
    what: "The tunnel was not opened.",
    why: "The tunnel server {host} gave no address that can be used: {reason}",
    todo: "Choose another subdomain if it refuses this one; else try again later, or use another server. Everything on this computer works without a tunnel.",
  },
  TUNNEL_PAST_PROXY: {
    what: "The tunnel was not opened.",
    why: "The server {host} answered through the proxy {proxy}, but a tunnel’s own connections go past every proxy, and the way to {place} is closed: {reason}",
    todo: "Let the network’s owner open that way, or use a network without a proxy. Everything on this computer works without a tunnel.",
  },
  TUNNEL_TIMED_OUT: {
    what: "The tunnel was not opened.",
    why: "The tunnel server {host} gave no address within {seconds} s.",
    todo: "Try again later, or use another server.",
  },

  SIMULATOR_OFF: {
    what: "The simulator does not run.",
    why: "It runs with Hookline, unless that was started with --no-simulator.",
    todo: "Start Hookline without that option, and try again.",
  },
  SIMULATOR_UNREACHABLE: {
    what: "The simulator at {address} gave no answer that can be used.",
    why: "{reason}",
    todo: "Check that hookline simulate runs, and which address it printed.",
  },
  SIMULATOR_KEY_REFUSED: {
    what: "The simulator at {address} does not accept the control key.",
    why: "It draws a new one with every start, and prints it when it is started with --json.",
    todo: "Take the controlKey of the line that it printed last.",
  },
  SIMULATOR_REFUSED: {
    what: "{what}",
    why: "{why} {todo}",
    todo: "Mend that, then run the command again.",
  },
  SIMULATOR_DELIVERY_FAILED: {
    what: "The simulated message did not reach the webhook.",
    why: "{reason}",
    todo: "Check that the listener runs.",
  },
  SIMULATOR_WEBHOOK_REFUSED: {
    what: "The simulated webhook was not taken.",
    why: "{host} answered {status}, and only 2xx takes it.",
    todo: "Look at the app’s own log for it, and check the address and the signature secret. A redirect is not followed: give the address that it leads to.",
  },
  SIMULATOR_LISTENER_REFUSED: {
    what: "Hookline’s own listener did not take the simulated webhook.",
    why: "The listener at {host} answered 503: it could not store it just then, or takes no unsigned ones by its settings.",
    todo: "Send it again. If it is refused once more, hookline doctor says what is wrong with the listener and its store.",
  },
  SIMULATOR_PAGE_UNLINKED: {
    what: "The simulated message went to nobody.",
    why: "The Page {page} is linked to no application with the Messages capability.",
    todo: "Link the Page to an application of the simulated account, then write again.",
  },
  SIMULATOR_NOT_A_TESTER: {
    what: "The simulated message went to nobody.",
    why: "The simulator plays the sandbox, and {psid} is no tester of it yet.",
    todo: "Write its text to join first, add the person to the testers, or turn the sandbox off.",
  },
  SIMULATOR_PEOPLE_FULL: {
    what: "The person was not added.",
    why: "The simulator keeps {most} people at most.",
    todo: "Remove somebody, then add the person again.",
  },
  SIMULATOR_CALLBACK_REFUSED: {
    what: "The simulator does not call {host}.",
    why: "It calls this computer only, unless a host is allowed by name.",
    todo: "Give an address of this computer, such as http://127.0.0.1:3000/, or allow the host to a command: --allow-callback-host {host}",
  },

  TARGET_REFUSED: {
    what: "Nothing was sent to {host}.",
    why: "{reason}",
    todo: "Give the http or https address of your webhook, without a user name or password in it.",
  },
  TARGET_OWN_PORT: {
    what: "Nothing was sent to {host}.",
    why: "Hookline itself listens there, for its own page, simulator or commands, and trusts what comes from this computer.",
    todo: "Give the address of your webhook, or Hookline’s inbound or status URL.",
  },
} as const satisfies Record<string, ErrorText>;
