// What goes wrong with keys, JWTs, the clipboard, workspaces and imports.
import type { ErrorText } from "./error-text.ts";

/** Part of the catalogue; see errors.ts. */
export const secretsErrors = {
  CREDENTIALS_KEY_MISSING: {
    what: "No JWT was minted.",
    why: "No private key is stored for {workspace}.",
    todo: "Open Keys and JWT and add the private.key file of the application.",
  },
  CREDENTIALS_APPLICATION_MISSING: {
    what: "No JWT was minted.",
    why: "No application ID is stored for {workspace}.",
    todo: "Open Keys and JWT and enter the application ID.",
  },
  CREDENTIALS_API_KEY_MISSING: {
    what: "The secret was not stored.",
    why: "API secret and signature secret belong to an account, and no API key says which.",
    todo: "Enter the API key of the account as well.",
  },
  CREDENTIALS_KEY_EMPTY: {
    what: "This file is empty.",
    why: "A private key in PEM form begins with “-----BEGIN PRIVATE KEY-----”.",
    todo: "Choose another file.",
  },
  CREDENTIALS_KEY_NOT_PEM: {
    what: "This file is not a private key in PEM form.",
    why: "It begins with “{begins}”.",
    todo: "Choose the private.key file that was saved when the application was made.",
  },
  CREDENTIALS_KEY_PUBLIC: {
    what: "This is a public key, not a private one.",
    why: "It begins with “{begins}”.",
    todo: "Choose the private key of the pair.",
  },
  CREDENTIALS_KEY_CERTIFICATE: {
    what: "This is a certificate, not a private key.",
    why: "It begins with “{begins}”.",
    todo: "Choose the private.key file of the application.",
  },
  CREDENTIALS_KEY_ENCRYPTED: {
    what: "This private key is locked with a passphrase.",
    why: "It begins with “{begins}”, and Hookline does not ask for passphrases.",
    todo: "Write it without one: openssl pkey -in private.key -out unlocked.key",
  },
  CREDENTIALS_KEY_OPENSSH: {
    what: "This private key is in OpenSSH’s own form.",
    why: "It begins with “{begins}”, which only SSH programs read.",
    todo: "Write it as PEM: ssh-keygen -p -m PEM -f private.key",
  },
  CREDENTIALS_KEY_NOT_RSA: {
    what: "This private key is not an RSA key.",
    why: "It is of the kind {kind}; Vonage takes RS256 only.",
    todo: "Choose the RSA key of the application.",
  },
  CREDENTIALS_KEY_TOO_SHORT: {
    what: "This RSA key is too short.",
    why: "It has {bits} bits; RS256 needs at least 2048.",
    todo: "Make a new key pair for the application.",
  },
  CREDENTIALS_KEY_DAMAGED: {
    what: "This private key is damaged.",
    why: "It begins as one, but what is inside cannot be read. Often a part is missing or line breaks were lost while copying.",
    todo: "Copy the whole file again, from “-----BEGIN” to “-----END”.",
  },
  CREDENTIALS_KEY_SEVERAL: {
    what: "This file holds several keys.",
    why: "There are {count} private keys in it, and Hookline cannot know which one is meant.",
    todo: "Choose a file with one key.",
  },
  CREDENTIALS_PUBLIC_KEY_UNUSABLE: {
    what: "The signature was not checked: this public key cannot be used.",
    why: "{problem}",
    todo: "Give the public key of the application as a PEM file, or its private.key.",
  },
  CREDENTIALS_FILE_UNREADABLE: {
    what: "The file {file} cannot be read.",
    why: "{reason}",
    todo: "Check the path and its permissions.",
  },
  CREDENTIALS_VARIABLE_UNUSABLE: {
    what: "{held} in the environment variable {variable} cannot be used.",
    why: "{problem}",
    todo: "Unset {variable}, or {remedy}.",
  },
  CREDENTIALS_VAULT_LOCKED: {
    what: "The stored secret cannot be read from here.",
    why: "It was stored by the desktop app, which keeps it in the system’s keychain.",
    todo: "Start the desktop app, or give the secret by VONAGE_PRIVATE_KEY, VONAGE_API_SECRET or VONAGE_SIGNATURE_SECRET.",
  },
  CREDENTIALS_KEYCHAIN_LOCKED: {
    what: "The stored secret cannot be read.",
    why: "The system’s keychain did not decrypt it: {reason}",
    todo: "Unlock the keychain and try again. If it was replaced, enter the secret anew.",
  },
  CREDENTIALS_VAULT_UNAVAILABLE: {
    what: "The secret was not stored.",
    why: "{reason}",
    todo: "Unlock the system’s keychain and try again.",
  },

  KEY_FILE_NO_KEY: {
    what: "No key file was written.",
    why: "Hookline holds no private key of {owner}.",
    todo: "Vonage shows a private key once, when the application is made: store that file in Keys and JWT, or create an application.",
  },
  KEY_FILE_CANCELLED: {
    what: "No key file was written.",
    why: "The dialog in Hookline’s window was closed without a place, or another one is open.",
    todo: "Run the command again and choose a place.",
  },
  KEY_FILE_NOT_WRITTEN: {
    what: "The key file {file} was not written.",
    why: "{reason}",
    todo: "Mend that, or choose another place, and save it again. The key itself is still stored.",
  },

  CLIPBOARD_API_SECRET_MISSING: {
    what: "Nothing was copied.",
    why: "No API secret is stored for {workspace}.",
    todo: "Open Keys and JWT and enter API key and API secret; both are in the API settings of the dashboard.",
  },
  CLIPBOARD_NAME_MISTYPED: {
    what: "Nothing was copied.",
    why: "The typed name is not the workspace’s, {name}.",
    todo: "Type the name exactly.",
  },
  CLIPBOARD_UNAVAILABLE: {
    what: "Nothing was copied.",
    why: "The browser gives no clipboard to a page at this address, because it is not a secure one.",
    todo: "Open Hookline by 127.0.0.1 or localhost, or use the command hookline jwt.",
  },
  CLIPBOARD_REFUSED: {
    what: "Nothing was copied.",
    why: "The browser refused the clipboard: {reason}",
    todo: "Allow the clipboard for this page and keep its tab in front, then copy again.",
  },
  CLIPBOARD_TICKET_REFUSED: {
    what: "Nothing was copied.",
    why: "Hookline answered {status} to the single-use address of the secret.",
    todo: "Copy again; each press gets a new address.",
  },

  JWT_ACL_INVALID: {
    what: "The JWT was not minted: the ACL is not valid.",
    why: "{problem}",
    todo: 'Correct it. Its form is {"paths":{"/*/messages/**":{}}}.',
  },
  JWT_CLAIMS_INVALID: {
    what: "The JWT was not minted: the claims are not valid.",
    why: "{problem}",
    todo: "Give a JSON object, and leave out the claims that have a field of their own.",
  },
  JWT_START_INVALID: {
    what: "The JWT was not minted: it would never be valid.",
    why: "It would become valid (nbf) only after it expired (exp).",
    todo: "Choose an earlier nbf, or let it live until later.",
  },
  JWT_EXPIRY_INVALID: {
    what: "The JWT was not minted: its exp is out of range.",
    why: "It is {when}. Vonage takes 30 s to 24 h from now.",
    todo: "Choose a moment in that range.",
  },
  JWT_LIFETIME_INVALID: {
    what: "The JWT was not minted: its life is out of range.",
    why: "{given} was asked for. Vonage takes 30 s to 24 h.",
    todo: "Choose a life in that range, for example 15m.",
  },

  WORKSPACE_NOT_FOUND: {
    what: "There is no workspace {name}.",
    why: "It was removed, or the name is wrong.",
    todo: "Look at the list of workspaces: hookline workspace list",
  },
  WORKSPACE_NAME_TAKEN: {
    what: "The workspace was not saved.",
    why: "Another one is already called {name}.",
    todo: "Choose another name.",
  },
  WORKSPACE_NAME_KEPT: {
    what: "The workspace was not saved.",
    why: "The name {name} is kept for the workspace of {holder}.",
    todo: "Choose another name.",
  },
  WORKSPACE_NAME_MISSING: {
    what: "The workspace was not saved.",
    why: "It has no name.",
    todo: "Give it one.",
  },
  WORKSPACE_NAME_MISTYPED: {
    what: "The workspace was not removed.",
    why: "The typed name is not its name, {name}.",
    todo: "Type the name exactly.",
  },
  WORKSPACE_FIXED: {
    what: "The simulated workspace cannot be changed or removed.",
    why: "It belongs to the simulator.",
    todo: "Add a workspace of your own.",
  },
  WORKSPACE_HOST_INVALID: {
    what: "The API host {host} is not allowed.",
    why: "{reason}",
    todo: "Use https://api.nexmo.com, another https address without a path, or an http one on this computer.",
  },
  WORKSPACE_HOST_FOREIGN: {
    what: "The workspace was not saved yet: {host} is not one of Vonage’s hosts.",
    why: "JWTs, the API key and the API secret of this workspace would be sent to {apiHost}.",
    todo: "Save it again and agree to the host if you trust it, or choose one of Vonage’s.",
  },
  WORKSPACE_API_KEY_SIMULATED: {
    what: "The workspace was not saved.",
    why: "The API key {apiKey} is the simulator’s own, so its secrets and those of an account would be mixed up.",
    todo: "Enter the API key of your Vonage account.",
  },
  WORKSPACE_IN_USE: {
    what: "The application {applicationId} already has a workspace.",
    why: "It is called {name}.",
    todo: "Use that one, or give another application ID.",
  },

  IMPORT_CANDIDATE_GONE: {
    what: "Nothing was imported.",
    why: "What was found is kept for ten minutes only, and forgotten when Hookline looks again.",
    todo: "Look again, then choose from the new list.",
  },
  IMPORT_CANDIDATE_UNUSABLE: {
    what: "Nothing was imported from {place}.",
    why: "{problem}",
    todo: "Correct it there, then look again; or enter the values in Keys and JWT.",
  },
  IMPORT_HOST_FOREIGN: {
    what: "Nothing was imported into {name}.",
    why: "It sends to {host}, which is not Vonage’s, and the secrets that were found are not meant for it.",
    todo: "Import into a new workspace, or enter the values by hand.",
  },
} as const satisfies Record<string, ErrorText>;
