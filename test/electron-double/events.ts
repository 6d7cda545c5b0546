// Events of the stand-in's objects, and what the test may ask afterwards.

/** An event whose default can be prevented, as Electron hands it to listeners. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Makes a {@link PreventableEvent} carrying `details`. */
export function preventable<T extends object>(details: T): PreventableEvent & T {
  let isPrevented = false;
  return Object.defineProperty(
    {
      ...details,
      defaultPrevented: false,
      preventDefault: () => {
        isPrevented = true;
      },
    },
    "defaultPrevented",
    { get: () => isPrevented, enumerable: true },
  );
}
