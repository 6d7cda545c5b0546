import { describe, expect, it } from "vitest";
import type { KeyPress } from "../../../../renderer/keyboard/keys.ts";
import {
  createShortcutRegistry,
  SEQUENCE_MS,
  type PressSituation,
  type Shortcut,
} from "../../../../renderer/keyboard/registry.ts";

const ELSEWHERE: PressSituation = {
  isTyping: false,
  isInOverlay: false,
  isOnControl: false,
  isUnfocused: false,
  singleKeys: true,
};

function setUp(platform: { readonly isMac: boolean } = { isMac: false }) {
  const ran: string[] = [];
  const timers: { run: () => void; delayMs: number; isStopped: boolean }[] = [];
  const registry = createShortcutRegistry({
    isMac: platform.isMac,
    setTimer(run, delayMs) {
      const timer = { run, delayMs, isStopped: false };
      timers.push(timer);
      return () => {
        timer.isStopped = true;
      };
    },
  });
  function shortcut(id: string, keys: string, rest: Partial<Shortcut> = {}): Shortcut {
    return { id, keys, label: id, run: () => ran.push(id), ...rest };
  }
  return { registry, ran, timers, shortcut };
}

function key(name: string, held: Partial<KeyPress> = {}): KeyPress {
  const alone = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false };
  return { key: name, code: "", ...alone, ...held };
}

describe("shortcut registry", () => {
  it("runs a single key outside text fields only", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Events", () => [shortcut("next", "j")]);

    const taken = registry.press(key("j"), ELSEWHERE);
    const typed = registry.press(key("j"), { ...ELSEWHERE, isTyping: true });

    expect({ taken, typed, ran }).toEqual({ taken: true, typed: false, ran: ["next"] });
  });

  it("runs an arrow only where nothing has the focus, single keys turned off or not", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Events", () => [shortcut("next", "ArrowDown")]);
    const press = (situation: Partial<PressSituation>): boolean =>
      registry.press(key("ArrowDown"), { ...ELSEWHERE, ...situation });

    const taken = [{}, { isUnfocused: true }, { isUnfocused: true, singleKeys: false }].map(press);

    expect({ taken, ran }).toEqual({ taken: [false, true, true], ran: ["next", "next"] });
  });

  it("leaves single keys alone when they are turned off, and keeps keys with Ctrl", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Anywhere", () => [shortcut("next", "j"), shortcut("palette", "mod+k")]);

    registry.press(key("j"), { ...ELSEWHERE, singleKeys: false });
    registry.press(key("k", { ctrlKey: true }), { ...ELSEWHERE, singleKeys: false });

    expect(ran).toEqual(["palette"]);
  });

  it("runs keys with Ctrl from within a text field, unless they say otherwise", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Anywhere", () => [
      shortcut("palette", "mod+k"),
      shortcut("back", "alt+ArrowLeft", { whileTyping: false }),
      shortcut("next-region", "f6"),
    ]);
    const typing = { ...ELSEWHERE, isTyping: true };

    registry.press(key("k", { ctrlKey: true }), typing);
    registry.press(key("ArrowLeft", { altKey: true }), typing);
    registry.press(key("F6"), typing);

    expect(ran).toEqual(["palette", "next-region"]);
  });

  it("runs once while a key is held, but for what moves on", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Events", () => [shortcut("receive", "t"), shortcut("next", "j", { repeats: true })]);

    const taken = ["t", "t", "j", "j"].map((name, at) =>
      registry.press(key(name, { repeat: at % 2 === 1 }), ELSEWHERE),
    );

    expect({ taken, ran }).toEqual({ taken: [true, true, true, true], ran: ["receive", "next", "next"] });
  });

  it("takes no held key for the second of a sequence, nor for its beginning", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Selected event", () => [shortcut("body", "c c")]);
    const held = key("c", { repeat: true });

    registry.press(held, ELSEWHERE);
    const begun = registry.pending();
    registry.press(key("c"), ELSEWHERE);
    registry.press(held, ELSEWHERE);
    const waiting = registry.pending();
    registry.press(key("c"), ELSEWHERE);

    expect({ begun, waiting: waiting?.choices.length, ran }).toEqual({
      begun: null,
      waiting: 1,
      ran: ["body"],
    });
  });

  it("takes Cmd for mod on macOS, and not Ctrl", () => {
    const { registry, ran, shortcut } = setUp({ isMac: true });
    registry.add("Anywhere", () => [shortcut("palette", "mod+k")]);

    registry.press(key("k", { ctrlKey: true }), ELSEWHERE);
    registry.press(key("k", { metaKey: true }), ELSEWHERE);

    expect(ran).toEqual(["palette"]);
  });

  it("tells G from g, and takes a sign whatever Shift makes it", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Events", () => [shortcut("oldest", "G"), shortcut("sheet", "?")]);

    registry.press(key("g"), ELSEWHERE);
    registry.press(key("G", { shiftKey: true }), ELSEWHERE);
    registry.press(key("?", { shiftKey: true }), ELSEWHERE);
    registry.press(key("?"), ELSEWHERE);

    expect(ran).toEqual(["oldest", "sheet", "sheet"]);
  });

  it("shows what may follow the first key of a sequence, and runs what does", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Anywhere", () => [
      shortcut("events", "g e"),
      shortcut("keys", "g k"),
      shortcut("edit", "e"),
    ]);

    registry.press(key("g"), ELSEWHERE);
    const pending = registry.pending();
    registry.press(key("e"), ELSEWHERE);

    expect({ pending, ran, after: registry.pending() }).toEqual({
      pending: {
        choices: [
          { key: "e", label: "events" },
          { key: "k", label: "keys" },
        ],
      },
      ran: ["events"],
      after: null,
    });
  });

  it("forgets the first key after a second, and when another key than the choices follows", () => {
    const { registry, ran, timers, shortcut } = setUp();
    registry.add("Anywhere", () => [shortcut("events", "g e"), shortcut("edit", "e"), shortcut("next", "j")]);

    registry.press(key("g"), ELSEWHERE);
    timers[0]?.run();
    registry.press(key("e"), ELSEWHERE);
    registry.press(key("g"), ELSEWHERE);
    const wrong = registry.press(key("j"), ELSEWHERE);

    expect({ delayMs: timers[0]?.delayMs, ran, wrong }).toEqual({
      delayMs: SEQUENCE_MS,
      ran: ["edit"],
      wrong: true,
    });
  });

  it("does not take Enter from a focused control, nor single keys behind a dialog", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("First webhook", () => [shortcut("receive", "Enter"), shortcut("next", "j")]);

    const onControl = registry.press(key("Enter"), { ...ELSEWHERE, isOnControl: true });
    const inOverlay = registry.press(key("j"), { ...ELSEWHERE, isInOverlay: true });
    registry.press(key("Enter"), ELSEWHERE);

    expect({ onControl, inOverlay, ran }).toEqual({ onControl: false, inOverlay: false, ran: ["receive"] });
  });

  it("lets Escape leave a text field where a shortcut asks for it, but never takes it from a dialog", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Everywhere", () => [shortcut("leave-field", "Escape", { whileTyping: true })]);
    registry.add("Events", () => [shortcut("focus-list", "Escape")]);

    registry.press(key("Escape"), ELSEWHERE);
    registry.press(key("Escape"), { ...ELSEWHERE, isTyping: true });
    registry.press(key("Escape"), { ...ELSEWHERE, isTyping: true, isInOverlay: true });
    registry.press(key("Escape"), { ...ELSEWHERE, isInOverlay: true });

    expect(ran).toEqual(["focus-list", "leave-field"]);
  });

  it("prefers the group that was added last, until it is taken out", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Anywhere", () => [shortcut("outer", "c")]);
    const remove = registry.add("Linking", () => [shortcut("inner", "c")]);

    registry.press(key("c"), ELSEWHERE);
    remove();
    registry.press(key("c"), ELSEWHERE);

    expect(ran).toEqual(["inner", "outer"]);
  });

  it("finds a letter by its place on a keyboard without Latin letters", () => {
    const { registry, ran, shortcut } = setUp();
    registry.add("Anywhere", () => [shortcut("palette", "mod+k")]);

    registry.press(key("л", { ctrlKey: true, code: "KeyK" }), ELSEWHERE);

    expect(ran).toEqual(["palette"]);
  });

  it("lists shortcuts that run what is current, not what was listed", () => {
    const { registry, ran, shortcut } = setUp();
    let live = [shortcut("old", "j", { id: "next" })];
    registry.add("Events", () => live);
    const [listed] = registry.list();

    live = [{ ...shortcut("new", "j"), id: "next" }];
    listed?.run();

    expect({ scope: listed?.scope, ran }).toEqual({ scope: "Events", ran: ["new"] });
  });
});
