/** The environment's name for the control key of a simulator that `--simulator` names. */
export const CONTROL_KEY_VARIABLE = "HOOKLINE_CONTROL_KEY";
