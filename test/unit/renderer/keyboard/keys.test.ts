import { expect, it } from "vitest";
import { isSingleKey, keyWords } from "../../../../renderer/keyboard/keys.ts";

it.each([
  ["mod+k", [["Ctrl", "K"]], [["⌘K"]]],
  ["mod+shift+l", [["Ctrl", "Shift", "L"]], [["⌘⇧L"]]],
  ["g e", [["G"], ["E"]], [["G"], ["E"]]],
  ["G", [["Shift", "G"]], [["⇧G"]]],
  ["Enter", [["↵"]], [["↵"]]],
  ["alt+ArrowLeft", [["Alt", "←"]], [["⌥←"]]],
  ["space", [["Space"]], [["Space"]]],
  ["?", [["?"]], [["?"]]],
])("writes %s in words, and in glyphs on macOS", (keys, words, glyphs) => {
  const written = { words: keyWords(keys, { isMac: false }), glyphs: keyWords(keys, { isMac: true }) };

  expect(written).toEqual({ words, glyphs });
});

it("counts keys that would write into a text field as single keys", () => {
  const single = ["j", "g e", "?", "G", "Enter", "mod+k", "f6", "Escape", "alt+ArrowLeft"].filter(
    isSingleKey,
  );

  expect(single).toEqual(["j", "g e", "?", "G", "Enter"]);
});
