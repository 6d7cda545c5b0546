// The error catalogue: a stable code with three sentences for the person. `{name}` is filled from the details.
import { z } from "zod";

interface ErrorText {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

const catalogue = {
  CONTRACT_UNKNOWN_CALL: {
    what: "Hookline does not know the request “{name}”.",
    why: "The page and the program are of different versions.",
    todo: "Reload the page, or restart Hookline.",
  },
  CONTRACT_INPUT_INVALID: {
    what: "The request “{name}” was not carried out.",
    why: "A value in it is not allowed: {problem}",
    todo: "Correct the value and try again.",
  },
  CONTRACT_HOST_LOST: {
    what: "The connection to Hookline was lost.",
    why: "The program was stopped, or the computer it runs on cannot be reached.",
    todo: "Start it again; this page reconnects by itself.",
  },
  UNEXPECTED: {
    what: "Something went wrong inside Hookline.",
    why: "{message}",
    todo: "Try again. If it happens twice, report it with the file hookline.log of the data folder.",
  },

  DATA_FOLDER_UNWRITABLE: {
    what: "Hookline cannot write to its data folder {folder}.",
    why: "{reason}",
    todo: "Give yourself write access and room on its disk, or choose another folder with --data-dir.",
  },
  DATA_FOLDER_UNREADABLE: {
    what: "The data folder {folder} cannot be read.",
    why: "{reason}",
    todo: "Check its path and permissions, or name another one with --data-dir.",
  },
  DATA_FOLDER_IN_USE: {
    what: "Another Hookline already uses the data folder {folder}.",
    why: "It runs as process {pid}.",
    todo: "Use that one, stop it, or start this one with another --data-dir.",
  },
  DATA_FOLDER_FOREIGN: {
    what: "Hookline does not use the data folder {folder}.",
    why: "It belongs to another user, who could change what is in it.",
    todo: "Choose a folder of your own with --data-dir.",
  },
  DATA_FOLDER_SHARED: {
    what: "Hookline does not use the data folder {folder}.",
    why: "Other users of this computer may write to it, and so could change what is in it.",
    todo: "Close it to them: chmod 700 '{folder}'",
  },
  DATA_FILE_DAMAGED: {
    what: "The file {file} cannot be read.",
    why: "{reason}",
    todo: "It was left as it is. Move it away to start anew, or put back a copy of it.",
  },
  DATA_WRITE_FAILED: {
    what: "The change was not saved.",
    why: "{reason}",
    todo: "Make room on the disk or check the data folder, then try again.",
  },
  STORE_WRITE_FAILED: {
    what: "The event was not stored.",
    why: "{reason}",
    todo: "Make room on the disk or check the data folder. Until then webhooks are answered 503, so Vonage sends them again.",
  },
  STORE_TOO_NEW: {
    what: "The event store was written by a newer Hookline.",
    why: "Its format is {found}; this version knows {known}.",
    todo: "Use the newer version. Nothing was changed.",
  },
  EVENT_NOT_FOUND: {
    what: "There is no event {id}.",
    why: "It was removed, or the number is wrong.",
    todo: "Choose another event.",
  },
  QUERY_INVALID: {
    what: "The search was not run.",
    why: "{problem}",
    todo: "Correct the term, or put it in quotes to search for it as text.",
  },

  LISTENER_PORT_TAKEN: {
    what: "Port {port} is in use by another program.",
    why: "Two programs cannot listen on one port.",
    todo: "Stop the other program, or choose another port with {option}.",
  },
  LISTENER_PORT_MOVED: {
    what: "Port {port} is in use by another program. Hookline listens on {used} instead.",
    why: "Two programs cannot listen on one port.",
    todo: "If you pasted the old address anywhere, change it.",
  },
  LISTENER_PATH_WRONG: {
    what: "{method} {path} was answered 404.",
    why: "The paths are /webhooks/inbound and /webhooks/status.",
    todo: "Correct the URL in the application's Messages settings: it ends in {meant}.",
  },
  LISTENER_FAILED: {
    what: "The webhook listener could not start.",
    why: "{reason}",
    todo: "Check the address and port, then start Hookline again.",
  },

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
    what: "This private key is in OpenSSH's own form.",
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
  CREDENTIALS_FILE_UNREADABLE: {
    what: "The file {file} cannot be read.",
    why: "{reason}",
    todo: "Check the path and its permissions.",
  },
  CREDENTIALS_VARIABLE_UNUSABLE: {
    what: "The private key in the environment variable {variable} cannot be used.",
    why: "{problem}",
    todo: "Correct {variable}, or unset it. VONAGE_PRIVATE_KEY holds the PEM text, VONAGE_PRIVATE_KEY_PATH the path of its file.",
  },
  CREDENTIALS_VAULT_LOCKED: {
    what: "The stored secret cannot be read from here.",
    why: "It was stored by the desktop app, which keeps it in the system's keychain.",
    todo: "Start the desktop app, or give the secret by VONAGE_PRIVATE_KEY, VONAGE_API_SECRET or VONAGE_SIGNATURE_SECRET.",
  },
  CREDENTIALS_KEYCHAIN_LOCKED: {
    what: "The stored secret cannot be read.",
    why: "The system's keychain did not decrypt it: {reason}",
    todo: "Unlock the keychain and try again. If it was replaced, enter the secret anew.",
  },
  CREDENTIALS_VAULT_UNAVAILABLE: {
    what: "The secret was not stored.",
    why: "{reason}",
    todo: "Unlock the system's keychain and try again.",
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
    why: "Secrets are sent to it, so it must be https, or on this computer.",
    todo: "Use https://api.nexmo.com or another https address.",
  },
  WORKSPACE_HOST_FOREIGN: {
    what: "The workspace was not saved yet: {host} is not one of Vonage's hosts.",
    why: "JWTs, the API key and the API secret of this workspace would be sent to {apiHost}.",
    todo: "Save it again and agree to the host if you trust it, or choose one of Vonage's.",
  },
  WORKSPACE_API_KEY_SIMULATED: {
    what: "The workspace was not saved.",
    why: "The API key {apiKey} is the simulator's own, so its secrets and those of an account would be mixed up.",
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
    why: "It sends to {host}, which is not Vonage's, and the secrets that were found are not meant for it.",
    todo: "Import into a new workspace, or enter the values by hand.",
  },

  APPLICATION_NOT_CHOSEN: {
    what: "Vonage was not asked.",
    why: "{workspace} has no application yet.",
    todo: "Choose one of the account's applications, or create one.",
  },
  APPLICATION_WITHOUT_MESSAGES: {
    what: "The application {applicationId} has no webhook URLs for messages.",
    why: "It lacks the Messages capability.",
    todo: "Add the capability to it, or choose another application.",
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
    todo: "Look at them again. The old ones are kept in Hookline's journal until they are put back.",
  },
  WEBHOOK_URLS_CHANGED_MEANWHILE: {
    what: "The webhook URLs were changed, but read again they are others.",
    why: "The application shows {found}. Somebody else, perhaps another Hookline, changed it at the same time.",
    todo: "Agree with them on who receives the messages, then look at the URLs again. The old ones are kept in the journal.",
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

  REPLY_PAGE_MISSING: {
    what: "The reply was not sent.",
    why: "No Page ID is known for {workspace}.",
    todo: "Open Keys and JWT and enter the Page ID, or wait for the first inbound message.",
  },
  REPLY_NOT_LOGGED: {
    what: "The reply was sent, but it is not in the log.",
    why: "Vonage accepted it as message_uuid {messageUuid}. The event could not be stored: {reason}",
    todo: "Do not send it again. Make room on the disk or check the data folder.",
  },
  REPLY_JWT_EXPIRED: {
    what: "Vonage refused the JWT.",
    why: "It expired {ago} ago by Vonage's clock.",
    todo: "Check this computer's clock, then send again; every reply mints a new JWT.",
  },
  REPLY_UNAUTHORIZED: {
    what: "Vonage refused a JWT that is not expired.",
    why: "Most often the private key is not this application's, or the clock is off. Vonage says: {title}",
    todo: "Check the application ID and the key in Keys and JWT.",
  },
  REPLY_UNPROVISIONED: {
    what: "Vonage refused the reply: the application may not send messages.",
    why: "Most often the application lacks the Messages capability. Vonage says: {title}",
    todo: "Switch Messages on in the application's settings in the dashboard.",
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
    what: "The sandbox refused the API key or the API secret.",
    why: "Most often the secret is another account's, or was replaced. Vonage says: {title}",
    todo: "Open Keys and JWT and enter both again.",
  },
  REPLY_SANDBOX_PAGE: {
    what: "The sandbox does not accept this Page as sender ({code}).",
    why: "It sends as its own Page only, which everybody shares.",
    todo: "Open Keys and JWT, empty the Page ID and save: the sandbox's Page is put in its place.",
  },
  REPLY_INVALID: {
    what: "Vonage rejected the request.",
    why: "{problem}",
    todo: "Edit the message and send again.",
  },
  REPLY_THROTTLED: {
    what: "Too many requests.",
    why: "Vonage asks to wait {seconds} s.",
    todo: "Send again after that.",
  },
  REPLY_SERVER_ERROR: {
    what: "Vonage could not take the reply.",
    why: "It answered {status}: {title}",
    todo: "Send again in a moment.",
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
  REPLY_CONNECTION_LOST: {
    what: "The connection to {host} broke before an answer came.",
    why: "The request left this computer, so the message may have been sent all the same: {reason}",
    todo: "Look for a status of it before you send again.",
  },

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
    what: "The application {applicationName} was created as {applicationId}, but is not the workspace's yet.",
    why: "Its private key could not be stored: {reason}",
    todo: "Mend that, then choose it from the list of applications. Its key is held until Hookline ends.",
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
  APPLICATION_NOT_FOUND: {
    what: "There is no application {applicationId} in this account.",
    why: "It was deleted meanwhile, or belongs to another account.",
    todo: "Choose another one from the list, or check the API key.",
  },

  VONAGE_SECRET_REFUSED: {
    what: "Vonage refused the API secret of {apiKey}.",
    why: "The two do not belong together, or the secret was replaced. Vonage says: {title}",
    todo: "Copy both anew from the API settings of the dashboard into Keys and JWT.",
  },
  VONAGE_JWT_EXPIRED: {
    what: "Vonage refused the JWT.",
    why: "It expired {ago} ago.",
    todo: "Try again; a new JWT is minted each time.",
  },
  VONAGE_JWT_CLOCK: {
    what: "Vonage refused the JWT: this computer's clock is {off} {direction}.",
    why: "Vonage compares the times in a JWT with its own clock.",
    todo: "Set this computer's clock by the network, then try again.",
  },
  VONAGE_JWT_NOT_YET: {
    what: "Vonage refused the JWT.",
    why: "It becomes valid only in {wait}, by its nbf.",
    todo: "Wait, or mint one without nbf.",
  },
  VONAGE_JWT_UNPAIRED: {
    what: "Vonage refused the JWT: the private key is not the one of application {applicationId}.",
    why: "Its public key is another one. New keys in the dashboard count only after Save changes.",
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
    why: "Most often the private key is not the one of application {applicationId}. Vonage says: {title}",
    todo: "Check the application ID and the key in Keys and JWT.",
  },
  VONAGE_UNPROVISIONED: {
    what: "Vonage refused the JWT: application {applicationId} may not use Messages.",
    why: "It lacks the Messages capability. Vonage says: {title}",
    todo: "Add the Messages capability to the application.",
  },
  VONAGE_FORBIDDEN: {
    what: "Vonage did not allow it.",
    why: "{problem}",
    todo: "Check that the API key is the one of the account that owns this.",
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
    why: "Vonage asks to wait {seconds} s.",
    todo: "Try again after that.",
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
  NETWORK_PROXY_LOGIN: {
    what: "A proxy stands before {host} and asks for a login.",
    why: "It answered 407. Hookline gives no password to a proxy.",
    todo: "Use a network without that proxy, or let its owner exempt {host}.",
  },
  NETWORK_PROXY_UNUSED: {
    what: "The host {host} cannot be reached directly.",
    why: "The variable {variable} names a proxy, which Hookline does not use: {reason}",
    todo: "Use a network that lets this computer out directly.",
  },
  NETWORK_CERTIFICATE_EXPIRED: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate has expired, or this computer's clock is wrong.",
    todo: "Check the clock. If it is right, a proxy in between or the host itself is at fault.",
  },
  NETWORK_CERTIFICATE_NOT_YET: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate is not valid yet, so this computer's clock is most likely slow.",
    todo: "Set this computer's clock by the network, then try again.",
  },
  NETWORK_CERTIFICATE_SELF_SIGNED: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate is self-signed, so anybody could have made it.",
    todo: "Check the API host. A proxy that reads along does this too.",
  },
  NETWORK_CERTIFICATE_AUTHORITY: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate comes from an authority that is not trusted, as that of a proxy which reads along.",
    todo: "If the proxy is your company's, start Hookline with NODE_EXTRA_CA_CERTS naming its certificate file.",
  },
  NETWORK_CERTIFICATE_NAME: {
    what: "The connection to {host} is not safe, so nothing was sent.",
    why: "Its certificate is for another name, so another server answers in its place.",
    todo: "Check the API host and the network's login page, if it has one.",
  },
  NETWORK_TLS_FAILED: {
    what: "No safe connection to {host} was made, so nothing was sent.",
    why: "The two sides did not agree on TLS: {reason}",
    todo: "Check that the host speaks https at this port, and what stands in between.",
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
  TUNNEL_TIMED_OUT: {
    what: "The tunnel was not opened.",
    why: "The tunnel server {host} gave no address within {seconds} s.",
    todo: "Try again later, or use another server.",
  },

  SIMULATOR_OFF: {
    what: "The simulator does not run.",
    why: "Hookline was started with --no-simulator.",
    todo: "Start Hookline again without that option.",
  },
  SIMULATOR_DELIVERY_FAILED: {
    what: "The simulated message did not reach the webhook.",
    why: "{reason}",
    todo: "Check that the listener runs.",
  },
  SIMULATOR_PAGE_UNLINKED: {
    what: "The simulated message went to nobody.",
    why: "The Page {page} is linked to no application with the Messages capability.",
    todo: "Link the Page to an application of the simulated account, then write again.",
  },
  SIMULATOR_CALLBACK_REFUSED: {
    what: "The simulator does not call {host}.",
    why: "It calls this computer only, unless a host is allowed by name.",
    todo: "Use --allow-callback-host {host}.",
  },
  TARGET_REFUSED: {
    what: "Nothing was sent to {host}.",
    why: "{reason}",
    todo: "Give the http or https address of your webhook, without a user name or password in it.",
  },
  TARGET_OWN_PORT: {
    what: "Nothing was sent to {host}.",
    why: "Hookline itself listens there, for its own page, simulator or commands, and trusts what comes from this computer.",
    todo: "Give the address of your webhook, or Hookline's inbound or status URL.",
  },
  LINKING_STEP_UNKNOWN: {
    what: "There is no step {step}.",
    why: "The list of steps has changed.",
    todo: "Reload the page.",
  },
  LINKING_DATE_INVALID: {
    what: "The date was not saved.",
    why: "{date} lies in the future.",
    todo: "Enter the day on which Part 1 was finished.",
  },
  LINKING_DATE_MISSING: {
    what: "No reminder was made.",
    why: "It is not known on which day the Page of {name} was linked.",
    todo: "Finish Part 1 or enter the day in Linking, then add the reminder.",
  },
  OWNER_UNREACHABLE: {
    what: "The Hookline that owns this data folder does not answer.",
    why: "Process {pid} is listed as its owner, but it could not be asked: {reason}",
    todo: "Stop that process, or wait until it has started.",
  },
  OWNER_NEEDED: {
    what: "No Hookline is running on this data folder.",
    why: "This command acts through a running one.",
    todo: "Start it first: hookline serve",
  },
  CLI_USAGE: {
    what: "The command was not run.",
    why: "{problem}",
    todo: "Look at its options: {help}",
  },
  CLI_NOT_YET: {
    what: "“{name}” is not in this version.",
    why: "It is planned, but this Hookline does not have it yet.",
    todo: "Look at what there is: hookline --help",
  },
  CLI_INTERFACE_MISSING: {
    what: "The interface cannot be served.",
    why: "It was not built: {file} is missing.",
    todo: "Build it: npm run build",
  },
} as const satisfies Record<string, ErrorText>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof catalogue;

/** Own keys only, so that `constructor` is not a code. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code);
}

/** What may stand in an error's details: plain values that help, never keys, tokens or message text. */
export const ErrorDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type ErrorDetails = z.output<typeof ErrorDetails>;

/** An error as it crosses the bridge: a code of the catalogue and its details. */
export const AppErrorValue = z.object({ code: z.string(), details: ErrorDetails });
export type AppErrorValue = z.output<typeof AppErrorValue>;

/** An error with a code of the catalogue. Services throw it; only the edges turn it into words. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

/** Anything thrown, as an {@link AppError}: unknown things become `UNEXPECTED` with their message. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError("UNEXPECTED", { message }, { cause: error });
}

/** The value form of an error, for the bridge. */
export function toErrorValue(error: AppError): AppErrorValue {
  return { code: error.code, details: error.details };
}

/** The three sentences of an error: what happened, why, what to do. Unknown codes get those of `UNEXPECTED`. */
export function describeError(error: AppErrorValue): ErrorText {
  const text: ErrorText = Object.hasOwn(catalogue, error.code)
    ? catalogue[error.code as ErrorCode]
    : catalogue.UNEXPECTED;
  const details = Object.hasOwn(catalogue, error.code)
    ? error.details
    : { message: error.code, ...error.details };
  return {
    what: sentence(fill(text.what, details)),
    why: sentence(fill(text.why, details)),
    // It may end in a command, to which a full stop would not belong.
    todo: fill(text.todo, details),
  };
}

/** All codes, for tests that provoke each one. */
export const ERROR_CODES = Object.keys(catalogue) as readonly ErrorCode[];

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{([a-z][A-Za-z]*)\}/g, (_whole, name: string) =>
    Object.hasOwn(details, name) ? String(details[name] ?? "unknown") : "unknown",
  );
}

/** What the system or another program said becomes a sentence like ours. */
function sentence(text: string): string {
  // A host or a path keeps its letters.
  const begun = /^\p{Ll}+(?![\p{L}\d.:/_-])/u.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
  return /[.!?…]”?$/.test(begun) ? begun : `${begun}.`;
}
