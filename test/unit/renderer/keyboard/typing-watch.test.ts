import { expect, it } from "vitest";
import { createTypingWatch, TYPING_REST_MS } from "../../../../renderer/keyboard/typing-watch.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

/** Somebody has typed a letter into a field. */
function setUp(localName: "input" | "textarea" = "textarea") {
  const clock = createFrozenClock();
  const watch = createTypingWatch(clock.now);
  const field = { isConnected: true, localName };
  watch.press(press("h"), field);
  return { clock, watch, field };
}

type Held = Partial<Readonly<Record<"ctrlKey" | "altKey" | "metaKey", true>>>;

function press(key: string, held: Held = {}) {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false };
  return { key, code: "", ...none, ...held };
}

it("holds back what is typed on after the field is gone", () => {
  const { watch, field } = setUp();
  field.isConnected = false;

  const keys = ["t", " ", "Backspace", "Shift", "Enter", "j"].map((key) => watch.press(press(key), null));

  expect(keys).toEqual([true, true, true, false, true, true]);
});

it("lets keys act that are pressed outside a field which is still there", () => {
  const { watch } = setUp();

  expect(watch.press(press("t"), null)).toBe(false);
});

it("lets keys write that go into another field", () => {
  const { watch, field } = setUp();
  field.isConnected = false;

  expect(watch.press(press("t"), { isConnected: true, localName: "input" })).toBe(false);
});

it("lets keys act again after a rest, which begins with the last key", () => {
  const { clock, watch, field } = setUp();
  field.isConnected = false;
  clock.advance(TYPING_REST_MS - 1);
  expect(watch.press(press("t"), null)).toBe(true);

  clock.advance(TYPING_REST_MS - 1);
  expect(watch.press(press("t"), null)).toBe(true);
  clock.advance(TYPING_REST_MS);

  expect(watch.press(press("t"), null)).toBe(false);
});

it.each([
  ["Tab", press("Tab")],
  ["Escape", press("Escape")],
  ["a function key", press("F6")],
  ["a chord", press("k", { ctrlKey: true })],
  ["a chord of a Mac", press("k", { metaKey: true })],
  ["Alt and an arrow", press("ArrowLeft", { altKey: true })],
])("lets %s act, and the keys after it", (_name, turning) => {
  const { watch, field } = setUp();
  field.isConnected = false;

  expect(watch.press(turning, null)).toBe(false);
  expect(watch.press(press("t"), null)).toBe(false);
});

it("lets keys act after a click", () => {
  const { watch, field } = setUp();
  field.isConnected = false;

  watch.end();

  expect(watch.press(press("t"), null)).toBe(false);
});

it("lets keys act after the Enter by which a field of one line went", () => {
  const { watch, field } = setUp("input");
  watch.press(press("Enter"), field);
  field.isConnected = false;

  expect(watch.press(press("t"), null)).toBe(false);
});

it("holds back the Enter that was meant for a field of one line", () => {
  const { watch, field } = setUp("input");
  field.isConnected = false;

  expect(watch.press(press("Enter"), null)).toBe(true);
});

it("holds back what is written with the Option key of a Mac", () => {
  const { watch, field } = setUp();
  field.isConnected = false;

  expect(watch.press(press("å", { altKey: true }), null)).toBe(true);
});

it("goes on over what is written with AltGr", () => {
  const { watch, field } = setUp();
  watch.press(press("Control", { ctrlKey: true }), field);
  watch.press(press("@", { ctrlKey: true, altKey: true }), field);
  field.isConnected = false;

  expect(watch.press(press("t"), null)).toBe(true);
});
