// How the fields of this screen look: their explanation stands below them, so that neighbours line up.
import classes from "./play.module.css";

/** Props of a field. `mono` = what is typed is an id or code. */
export function fieldLook(text: "plain" | "mono") {
  return {
    inputWrapperOrder: ["label", "input", "description", "error"] as (
      "label" | "input" | "description" | "error"
    )[],
    classNames: {
      description: classes.description ?? "",
      input: text === "mono" ? (classes.mono ?? "") : "",
    },
  };
}
