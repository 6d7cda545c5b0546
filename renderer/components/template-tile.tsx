// A Messenger template of a message: what it is called; its JSON is in the event.
import { IconTemplate } from "@tabler/icons-react";
import classes from "./media-facts.module.css";

/** Stands for what Messenger makes of the template, which nobody but Messenger knows. */
export function TemplateTile() {
  return (
    <span className={classes.tile}>
      <IconTemplate size={20} stroke={1.75} aria-hidden="true" className={classes.icon} />
      <span className={classes.words}>
        <span className={classes.name}>Template</span>
        <span className={classes.host}>Its JSON is in the event</span>
      </span>
    </span>
  );
}
