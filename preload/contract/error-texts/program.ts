// What goes wrong in the program itself: bridge, data folder, store, commands.
import type { ErrorText } from "./error-text.ts";

/** Part of the catalogue; see errors.ts. */
export const programErrors = {
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
    todo: "If it was stopped, start it again and open the address it prints. Otherwise this page reconnects by itself.",
  },
  CONTRACT_ANSWER_LOST: {
    what: "The connection to Hookline was lost before it answered.",
    why: "It had been asked already, so it may have been done all the same.",
    todo: "Look whether it was once this page is connected again, before you do it again.",
  },

  DRAWING_FAILED: {
    what: "This part of the window could not be drawn.",
    why: "There is a fault in it: {message}.",
    todo: "Draw it again; nothing that is stored is lost. If it happens twice, report it with what Details shows.",
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
  TEMPORARY_FOLDER_UNWRITABLE: {
    what: "Hookline cannot write to the folder for temporary files, {folder}.",
    why: "{reason}",
    todo: "Let TMPDIR name a folder that you can write to, or name a data folder that is there with --data-dir.",
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
  DATA_FOLDER_BUSY: {
    what: "Another command is using the data folder {folder}.",
    why: "“hookline {command}” runs as process {pid} and has not ended yet.",
    todo: "Wait until it has ended, or stop it, and try again.",
  },
  DATA_FOLDER_NOWHERE: {
    what: "There is no place for the data folder.",
    why: "Neither the environment nor this computer’s list of users names a home folder.",
    todo: "Set HOME, or name a folder with --data-dir.",
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
  STORE_LOCKED: {
    what: "The event was not stored.",
    why: "Another program holds the store’s file, {file}.",
    todo: "Close that program, or end what it changes there. Until then webhooks are answered 503, so Vonage sends them again.",
  },
  STORE_MOVED: {
    what: "The event was not stored.",
    why: "The data folder was moved, removed or replaced: its {file} is not the one Hookline opened.",
    todo: "Put it back, or start Hookline again. Until then webhooks are answered 503, so Vonage sends them again.",
  },
  STORE_PARTLY_DAMAGED: {
    what: "Events are stored, but not all that belongs to them, such as their answers.",
    why: "The file {file} is damaged: {reason}",
    todo: "Stop Hookline and move the file away to start anew, or put back a copy of it.",
  },
  STORE_TOO_NEW: {
    what: "The event store was written by a newer Hookline.",
    why: "Its format is {found}; this version knows {known}.",
    todo: "Use the newer version. Nothing was changed.",
  },
  STORE_TOO_OLD: {
    what: "The event store was written by an older Hookline.",
    why: "Its format is {found}; this version reads {known}, and only a running Hookline brings a store up to date.",
    todo: "Stop the older one if it still runs, then start this version once: hookline serve, or the app. Nothing was changed.",
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
  SEARCH_SUPERSEDED: {
    what: "The search was ended.",
    why: "Whoever asked for it asks for other events now.",
    todo: "Look at the newer search, or search again.",
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
    todo: "Correct the URL in the application’s Messages settings: it ends in {meant}.",
  },
  LISTENER_FAILED: {
    what: "The {server} could not start.",
    why: "{reason}",
    todo: "Check the address and port, then start Hookline again.",
  },

  OWNER_UNREACHABLE: {
    what: "The Hookline that owns this data folder does not answer.",
    why: "Process {pid} is listed as its owner, but it could not be asked: {reason}",
    todo: "Stop that process and start Hookline again.",
  },
  OWNER_STARTING: {
    what: "The Hookline that owns this data folder has not finished starting.",
    why: "Its process {pid} does not listen yet.",
    todo: "Wait until it has started. If that takes long, stop that process and start Hookline again.",
  },
  OWNER_SILENT: {
    what: "The Hookline that owns this data folder does not answer.",
    why: "Process {pid} was asked and said nothing for {seconds} s: it is suspended, or it hangs.",
    todo: "If it is suspended, as by Ctrl+Z, let it go on: fg in its terminal, or kill -CONT {pid}. Otherwise end it by force and start Hookline again.",
  },
  OWNER_CUT_OFF: {
    what: "It is not known whether this was done.",
    why: "The Hookline that owns this data folder, process {pid}, had been asked, and its answer was lost: {reason}",
    todo: "It may have been done all the same. Before you do it again, see that Hookline runs and look there: for a reply, in Events.",
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
  CLI_OUTPUT_UNWRITABLE: {
    what: "The answer could not be written.",
    why: "{reason}",
    todo: "Make room where the output goes, or send it somewhere else.",
  },
  CLI_FILE_UNREADABLE: {
    what: "The command was not run: the file {file} cannot be read.",
    why: "{reason}",
    todo: "Check the path and its permissions.",
  },
  CLI_INTERFACE_MISSING: {
    what: "The interface cannot be served.",
    why: "It was not built: {file} is missing.",
    todo: "Build it: npm run build",
  },
} as const satisfies Record<string, ErrorText>;
