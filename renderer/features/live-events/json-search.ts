// The search panel of the JSON view: plain text only, for nobody's regular expression is ever run.
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  search,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import type { EditorView, Panel } from "@codemirror/view";

/** Search with Ctrl/Cmd+F: a field, next, previous, close. */
export function textSearch(): Extension {
  return search({ top: true, literal: true, createPanel });
}

function createPanel(view: EditorView): Panel {
  const field = document.createElement("input");
  field.className = "cm-textfield";
  field.value = getSearchQuery(view.state).search;
  field.placeholder = "Find in the body";
  field.setAttribute("aria-label", "Find in the body");
  // CodeMirror focuses the field it finds by this when the panel is opened again.
  field.setAttribute("main-field", "true");
  field.addEventListener("input", () => {
    const query = new SearchQuery({ search: field.value, literal: true });
    view.dispatch({ effects: setSearchQuery.of(query) });
  });

  const dom = document.createElement("div");
  dom.className = "cm-search cm-findText";
  dom.append(
    field,
    button("Previous", () => findPrevious(view)),
    button("Next", () => findNext(view)),
    button("Close", () => close(view)),
  );
  dom.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(view);
    else if (event.key === "Enter" && event.target === field)
      (event.shiftKey ? findPrevious : findNext)(view);
    else return;
    event.preventDefault();
  });
  return { dom, top: true, mount: () => field.select() };
}

function close(view: EditorView): boolean {
  closeSearchPanel(view);
  view.focus();
  return true;
}

function button(label: string, run: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "cm-button";
  element.textContent = label;
  element.addEventListener("click", run);
  return element;
}
