// For parts that open inside of what scrolls: opened, they show.

/** A `ref` that scrolls an element into sight when it comes, no further than it must. */
export function bringIntoView(element: Element | null): void {
  element?.scrollIntoView({ block: "nearest", behavior: "instant" });
}
