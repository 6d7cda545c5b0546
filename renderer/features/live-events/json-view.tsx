// A read-only JSON editor: colours, line numbers, folding, search, and notes after values.
import { json } from "@codemirror/lang-json";
import {
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
} from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, StateEffect, StateField, type Range } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  WidgetType,
  type DecorationSet,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useLayoutEffect, useRef } from "react";
import { nameOfCodePoint, STEERING_CHARACTERS } from "../../../preload/contract/steering-characters.ts";
import { readCspNonce } from "../../theme/csp-nonce.ts";
import type { JsonHint } from "./json-hints.ts";
import { textSearch } from "./json-search.ts";
import classes from "./json-view.module.css";

interface JsonViewProps {
  readonly text: string;
  readonly hints: readonly JsonHint[];
}

const LABEL = "Body of the event, JSON";

/** Shows a text that is known to be JSON. One editor is kept while the text changes. */
export function JsonView({ text, hints }: JsonViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);

  useLayoutEffect(() => {
    if (place.current === null) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({ extensions: extensions() }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: text },
      effects: setHints.of(hints),
      selection: { anchor: 0 },
    });
    // Its own scroller only: `EditorView.scrollIntoView` moves all that scrolls around it, too.
    editor.scrollDOM.scrollTo(0, 0);
  }, [text, hints]);

  return <div ref={place} className={classes.view} />;
}

const setHints = StateEffect.define<readonly JsonHint[]>();

/** The notes of the shown text, as widgets; they are no part of what can be selected or copied. */
const hintField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setHints)) return decorate(effect.value, transaction.state);
    }
    return transaction.docChanged ? Decoration.none : decorations;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(hints: readonly JsonHint[], state: EditorState): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const hint of hints) {
    if (hint.at > state.doc.length) continue;
    const line = state.doc.lineAt(hint.at);
    if (hint.isKey) ranges.push(Decoration.line({ class: classes.keyLine ?? "" }).range(line.from));
    // After the comma, where the eye is done with the value.
    ranges.push(Decoration.widget({ widget: new HintWidget(hint.text), side: 1 }).range(line.to));
  }
  return Decoration.set(ranges, true);
}

class HintWidget extends WidgetType {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override eq(other: HintWidget): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = classes.hint ?? "";
    element.textContent = this.text;
    return element;
  }
}

/** What would show the text after it in another order, or as nothing, by its code. */
function toMark(code: number): HTMLElement {
  const element = document.createElement("span");
  element.className = classes.steering ?? "";
  element.textContent = nameOfCodePoint(code);
  return element;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--json-key)" },
  { tag: tags.string, color: "var(--json-str)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--json-num)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--json-punc)" },
]);

function extensions() {
  return [
    EditorView.cspNonce.of(readCspNonce()),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ "aria-label": LABEL, tabindex: "0" }),
    EditorView.lineWrapping,
    lineNumbers(),
    foldGutter(),
    codeFolding(),
    highlightSpecialChars({ specialChars: STEERING_CHARACTERS, render: toMark }),
    json(),
    syntaxHighlighting(colours),
    highlightSelectionMatches(),
    textSearch(),
    keymap.of([...searchKeymap, ...foldKeymap]),
    hintField,
    editorTheme,
  ];
}

const editorTheme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "transparent", color: "var(--json-punc)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    fontSize: "12px",
    lineHeight: "19px",
    fontFeatureSettings: '"zero", "calt" 0',
  },
  ".cm-content": { padding: "6px 0" },
  ".cm-line": { padding: "0 12px 0 4px" },
  ".cm-gutters": { backgroundColor: "transparent", border: "none", color: "var(--text-3)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "34px", padding: "0 2px 0 0" },
  ".cm-foldGutter .cm-gutterElement": { width: "14px", cursor: "pointer", color: "var(--text-3)" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--chip)",
    border: "none",
    borderRadius: "var(--r-1)",
    color: "var(--text-2)",
    padding: "0 4px",
  },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--accent-weak)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--unsigned-bg)", outline: "1px solid var(--unsigned)" },
  ".cm-searchMatch-selected": {
    backgroundColor: "var(--accent-weak)",
    outline: "1px solid var(--accent-text)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--chip)" },
  ".cm-panels": { backgroundColor: "var(--canvas)", color: "var(--text)", fontFamily: "var(--font)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-findText": { display: "flex", gap: "8px", padding: "6px 16px" },
  ".cm-textfield": {
    flex: "1",
    minWidth: "0",
    margin: "0",
    padding: "0 8px",
    height: "24px",
    border: "1px solid var(--control)",
    borderRadius: "var(--r-2)",
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    fontSize: "12px",
  },
  ".cm-button": {
    margin: "0",
    padding: "0 8px",
    height: "24px",
    border: "1px solid var(--line-2)",
    borderRadius: "var(--r-2)",
    background: "var(--surface)",
    color: "var(--text)",
    fontSize: "12px",
  },
});
