// Members the stand-in does not have throw when they are touched, so that nothing passes here and fails for real.

const ALLOWED_ABSENCES: ReadonlySet<string> = new Set(["then", "toJSON", "constructor"]);

/** Wraps an object so that reading an unknown member throws, naming it. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(inner, key, receiver) {
      if (typeof key === "symbol" || key in inner || ALLOWED_ABSENCES.has(key)) {
        return Reflect.get(inner, key, receiver);
      }
      throw new Error(
        `The Electron stand-in has no ${name}.${key}; add it to test/electron-double if it is used.`,
      );
    },
  });
}
