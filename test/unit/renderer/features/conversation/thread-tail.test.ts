import { expect, it } from "vitest";
import type { ThreadMessage } from "../../../../../preload/contract/conversation.ts";
import { drawnAtOnce } from "../../../../../renderer/features/conversation/thread-tail.ts";
import { inbound } from "./messages.ts";

function messages(first: number, last: number): ThreadMessage[] {
  return Array.from({ length: last - first + 1 }, (_, index) => inbound(first + index));
}

function range(shown: readonly ThreadMessage[]): readonly [number | undefined, number | undefined, number] {
  return [shown[0]?.event.id, shown.at(-1)?.event.id, shown.length];
}

it("is everything when nothing, or little, is new", () => {
  const drawn = messages(1, 100);
  const next = [...drawn.slice(1), inbound(101)];

  expect(drawnAtOnce(drawn, drawn)).toBe(drawn);
  expect(drawnAtOnce(next, drawn)).toBe(next);
});

it("is the end alone when more is new than that", () => {
  expect(range(drawnAtOnce(messages(61, 160), messages(1, 100)))).toEqual([131, 160, 30]);
  expect(range(drawnAtOnce(messages(501, 600), messages(1, 100)))).toEqual([571, 600, 30]);
});

it("is what was drawn as well, as long as nothing is missing in between", () => {
  expect(range(drawnAtOnce(messages(1, 130), messages(20, 100)))).toEqual([20, 130, 111]);
  expect(range(drawnAtOnce(messages(1, 131), messages(20, 100)))).toEqual([102, 131, 30]);
});

it("is the whole of a short thread", () => {
  const few = messages(1, 30);

  expect(drawnAtOnce(few, [])).toBe(few);
});
