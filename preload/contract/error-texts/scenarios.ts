// What goes wrong with scenarios and with playing the awkward set against an app.
import type { ErrorText } from "./error-text.ts";

/** Part of the catalogue; see errors.ts. */
export const scenariosErrors = {
  SCENARIO_INVALID: {
    what: "The scenario {file} cannot be played.",
    why: "{problem}",
    todo: "Correct it, beginning with line {line}.",
  },
  SCENARIO_UNKNOWN: {
    what: "There is no scenario “{name}”.",
    why: "Those that come with Hookline are {known}; anything else must be the path of a file, ending in .json.",
    todo: "Look at what there is: hookline scenario list",
  },
  SCENARIO_FILE_UNREADABLE: {
    what: "The scenario {file} cannot be read.",
    why: "{reason}",
    todo: "Check its path, its permissions, and that it is a file of less than 512 KiB.",
  },
  SCENARIO_RUNNING: {
    what: "Nothing was started.",
    why: "“{title}” is still being played, and the simulator plays one at a time.",
    todo: "Wait until it is over, or stop it.",
  },
  SCENARIO_FOLDER_UNREADABLE: {
    what: "Your own scenarios cannot be listed.",
    why: "The folder {folder} cannot be read: {reason}",
    todo: "Make it a folder that you can read and write, then look again.",
  },
  FOLDER_NOT_OPENED: {
    what: "The folder {folder} was not opened.",
    why: "{reason}",
    todo: "Copy its path, and open it in your file manager.",
  },
  TARGET_UNREACHABLE: {
    what: "Nothing was played.",
    why: "Nobody answers at {host}: {reason}.",
    todo: "Start your app, or correct the address; then run it again.",
  },
  REPORT_GONE: {
    what: "There is no such report.",
    why: "Another run began since, or this one is not over: only the newest that is over is kept.",
    todo: "Save the report of the newest, or run the other one again; the same seed gives the same ids.",
  },
  APP_UNREACHABLE: {
    what: "Nothing was played.",
    why: "Nobody answers at {host}: {reason}",
    todo: "Start the app, or let Hookline start it: put its command after --. --wait says how long it may take.",
  },
  APP_ENDED: {
    what: "The app did not stay.",
    why: "The command “{command}” {ending} before its port could be reached.",
    todo: "Look at what it said above. Run it by itself first.",
  },
  REPORT_UNWRITABLE: {
    what: "The report was not written to {file}.",
    why: "{reason}",
    todo: "Check the folder and its permissions, or leave out --out to have it printed.",
  },
} as const satisfies Record<string, ErrorText>;
