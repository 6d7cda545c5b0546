// What goes wrong with applications, their webhook URLs, linked Pages and the checklist.
import type { ErrorText } from "./error-text.ts";

/** Part of the catalogue; see errors.ts. */
export const accountErrors = {
  ACCOUNT_CREDENTIALS_MISSING: {
    what: "Vonage was not asked.",
    why: "No API key and API secret are stored for {workspace}.",
    todo: "Open Keys and JWT and enter both; they are in the API settings of the dashboard.",
  },
  ACCOUNT_SANDBOX: {
    what: "Vonage was not asked.",
    why: "The sandbox of {workspace} sends messages only; it knows no applications and no Pages of yours.",
    todo: "Use a workspace whose API host is https://api.nexmo.com for this.",
  },

  APPLICATION_NOT_CHOSEN: {
    what: "Vonage was not asked.",
    why: "{workspace} has no application yet.",
    todo: "Choose one of the account’s applications, or create one.",
  },
  APPLICATION_WITHOUT_MESSAGES: {
    what: "The application {applicationId} has no webhook URLs for messages.",
    why: "It lacks the Messages capability.",
    todo: "Add the capability to it, or choose another application.",
  },
  APPLICATION_PUBLIC_KEY_INVALID: {
    what: "The application was not created: this public key cannot be used.",
    why: "{problem}",
    todo: "Give the public key as a PEM file: openssl rsa -pubout -in private.key",
  },
  APPLICATION_KEY_HOMELESS: {
    what: "The application was not created.",
    why: "The workspace {workspace} is kept in memory only, so the private key would be gone when Hookline ends.",
    todo: "Add a workspace for this account and create it there, or bring a public key of your own.",
  },
  APPLICATION_NOT_TAKEN: {
    what: "The application {applicationName} was created as {applicationId}, but is not the workspace’s yet.",
    why: "Its private key could not be stored: {reason}",
    todo: "Mend that, then choose it from the list of applications. Its key is kept until Hookline closes.",
  },
  APPLICATION_MESSAGES_NO_TUNNEL: {
    what: "The Messages capability was not added to {applicationId}.",
    why: "It needs webhook URLs that Vonage can reach, and no tunnel is open.",
    todo: "Open a tunnel, then add it.",
  },
  APPLICATION_NAME_MISTYPED: {
    what: "The application was not deleted.",
    why: "The typed name is not its name, {name}.",
    todo: "Type the name exactly.",
  },
  APPLICATION_NOT_FOUND: {
    what: "There is no application {applicationId} in this account.",
    why: "It was deleted meanwhile, or belongs to another account.",
    todo: "Choose another one from the list, or check the API key.",
  },

  WEBHOOK_URLS_NO_TUNNEL: {
    what: "The webhook URLs were not set.",
    why: "No tunnel is open, so there is no address at which Vonage could reach this computer.",
    todo: "Open the tunnel from the title bar, then set them.",
  },
  WEBHOOK_URLS_NOT_AGREED: {
    what: "The webhook URLs were not changed.",
    why: "{questions}",
    todo: "Look at what stands there now, and agree to the change if it is right.",
  },
  WEBHOOK_URLS_UNCONFIRMED: {
    what: "It is not known whether the webhook URLs were changed.",
    why: "{reason}",
    todo: "Look at them again. The old ones are kept in Hookline’s journal until they are put back.",
  },
  WEBHOOK_URLS_CHANGED_MEANWHILE: {
    what: "The webhook URLs were changed, but read again they are others.",
    why: "The application shows {found}. Somebody else, perhaps another Hookline, changed it at the same time.",
    todo: "Agree with them on who receives the messages, then look at the URLs again. The old ones are kept in the journal.",
  },
  WEBHOOK_URLS_LEFT: {
    what: "The workspace was not removed: webhook URLs of Hookline may still stand in its application {applicationId}.",
    why: "The old ones could not be put back (inbound {inbound}, status {status}). {reason}",
    todo: "Try again, put them back in Linking, or remove it all the same and set them by hand: Hookline forgets them then.",
  },
  WEBHOOK_URLS_NOTHING_KEPT: {
    what: "There are no webhook URLs to put back.",
    why: "Hookline changed none of the application of {workspace}, or has put them back already.",
    todo: "Look at the application in the dashboard if its URLs are not the right ones.",
  },
  WEBHOOK_JOURNAL_DAMAGED: {
    what: "The webhook URLs were not changed.",
    why: "The journal of the old ones, {file} in the data folder, cannot be read: {reason}",
    todo: "Look into the file for the old URLs. Forgetting it moves it aside, as it is, and begins a new one.",
  },

  PAGE_NOT_FOUND: {
    what: "This account has no Page {pageId}.",
    why: "It was never linked to the account, its link was removed, or it is linked to another account.",
    todo: "Check the Page ID and the API key, or link the Page to this account.",
  },
  PAGE_OF_ANOTHER_ACCOUNT: {
    what: "Vonage did not allow it for Page {pageId}.",
    why: "The Page is linked to another Vonage account.",
    todo: "Use the API key of that account, or unlink the Page there first.",
  },
  PAGE_LINKED_ELSEWHERE: {
    what: "The Page {pageId} was not linked.",
    why: "It is linked to {applicationId}, and a Page has one application at a time.",
    todo: "Move it: that unlinks it there first, so its messages go here from then on.",
  },
  PAGE_NOT_LINKED: {
    what: "The Page {pageId} was not unlinked.",
    why: "Vonage says that it is not linked to {applicationId} any more.",
    todo: "Reload the list to see how things stand now.",
  },
  PAGE_LINK_REFUSED: {
    what: "Vonage did not let the link of Page {pageId} be changed.",
    why: "It does not know the application {applicationId}, or that one lacks the Messages capability.",
    todo: "Check the application, and add the Messages capability to it if it has none.",
  },
  PAGE_LEFT_UNLINKED: {
    what: "The Page {pageId} is linked to no application now.",
    why: "It was unlinked from {from}; linking it to {to} failed, and so did linking it back: {reason}",
    todo: "Link it again as soon as that is mended. Until then nobody receives its messages.",
  },

  LINKING_STEP_UNKNOWN: {
    what: "There is no step {step}.",
    why: "The list of steps has changed.",
    todo: "Reload the page.",
  },
  LINKING_DATE_INVALID: {
    what: "The date was not saved.",
    why: "{date} {fault}.",
    todo: "Enter the day on which Part 1 was finished.",
  },
  LINKING_DATE_MISSING: {
    what: "No reminder was made.",
    why: "It is not known on which day the Page of {name} was linked.",
    todo: "Finish Part 1 or enter the day in Linking, then add the reminder.",
  },
} as const satisfies Record<string, ErrorText>;
