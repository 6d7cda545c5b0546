// oxlint-disable unicorn/consistent-function-scoping -- the whole function is sent to the page as text
// Text form of values that keeps what the structured clone keeps; both sides of the stand-in's IPC speak it.
// `makeCodec` is also sent to the page as text, so it refers to nothing outside of itself.

/** Writes and reads one value. */
export interface Codec {
  /** @throws Error `An object could not be cloned.`, as Electron's IPC does */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/** Makes a {@link Codec}. */
export function makeCodec(): Codec {
  type Tagged = { readonly t: string; readonly v?: unknown; readonly n?: string };
  const views = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  };
  const errors = { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };

  function toBase64(bytes: Uint8Array): string {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }

  function fromBase64(text: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  }

  function writeNumber(value: number): unknown {
    if (Object.is(value, -0)) return { t: "number", v: "-0" };
    return Number.isFinite(value) ? value : { t: "number", v: String(value) };
  }

  function write(value: unknown, seen: Map<object, number>): unknown {
    if (value === undefined) return { t: "undefined" };
    if (typeof value === "number") return writeNumber(value);
    if (typeof value === "bigint") return { t: "bigint", v: String(value) };
    if (typeof value !== "object" || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return { t: "again", v: known };
    seen.set(value, seen.size);
    return writeObject(value, seen);
  }

  function writeObject(value: object, seen: Map<object, number>): Tagged {
    const inner = (part: unknown) => write(part, seen);
    if (value instanceof Date) return { t: "date", v: writeNumber(value.getTime()) };
    if (value instanceof RegExp) return { t: "regexp", v: [value.source, value.flags] };
    if (value instanceof Error) return { t: "error", n: value.name, v: [value.message, inner(value.stack)] };
    if (value instanceof Map) return { t: "map", v: [...value].map((pair) => pair.map(inner)) };
    if (value instanceof Set) return { t: "set", v: [...value].map(inner) };
    if (value instanceof ArrayBuffer) return { t: "buffer", v: toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return { t: "view", n: value.constructor.name, v: toBase64(bytes) };
    }
    if (Array.isArray(value)) return { t: "array", v: value.map(inner) };
    return { t: "object", v: Object.entries(value).map(([key, part]) => [key, inner(part)]) };
  }

  function read(value: unknown, seen: unknown[]): unknown {
    if (typeof value !== "object" || value === null) return value;
    // Only `write` made this text, so its tags can be trusted to carry what they say.
    const { t, v, n } = value as Tagged;
    if (t === "undefined") return undefined;
    if (t === "number") return Number(v);
    if (t === "bigint") return BigInt(String(v));
    if (t === "again") return seen[Number(v)];
    return readObject({ t, v, n: n ?? "" }, seen);
  }

  function readObject({ t, v, n }: { t: string; v: unknown; n: string }, seen: unknown[]): unknown {
    const keep = <T>(made: T): T => {
      seen.push(made);
      return made;
    };
    const parts = Array.isArray(v) ? v : [];
    switch (t) {
      case "date":
        return keep(new Date(Number(read(v, []))));
      case "regexp":
        return keep(new RegExp(String(parts[0]), String(parts[1])));
      case "error": {
        // The name picks the constructor, as the structured clone does; names it does not know become Error.
        const Made = Object.hasOwn(errors, n) ? errors[n as keyof typeof errors] : Error;
        const made = keep(new Made(String(parts[0])));
        const stack = read(parts[1], seen);
        if (typeof stack === "string") made.stack = stack;
        return made;
      }
      case "map": {
        const made = keep(new Map<unknown, unknown>());
        for (const [key, part] of parts) made.set(read(key, seen), read(part, seen));
        return made;
      }
      case "set": {
        const made = keep(new Set<unknown>());
        for (const part of parts) made.add(read(part, seen));
        return made;
      }
      case "buffer":
        return keep(fromBase64(String(v)).buffer);
      case "view": {
        const bytes = fromBase64(String(v)).buffer;
        // Written by `writeObject` from a view's own constructor; a Buffer is read back as the bytes it is.
        const View = Object.hasOwn(views, n) ? views[n as keyof typeof views] : Uint8Array;
        return keep(new View(bytes));
      }
      case "array": {
        const made = keep<unknown[]>([]);
        for (const part of parts) made.push(read(part, seen));
        return made;
      }
      default: {
        const made = keep({});
        for (const [key, part] of parts) {
          const descriptor = {
            value: read(part, seen),
            enumerable: true,
            writable: true,
            configurable: true,
          };
          Object.defineProperty(made, key, descriptor);
        }
        return made;
      }
    }
  }

  return {
    encode(value) {
      let cloned: unknown;
      try {
        // The clone itself decides what may cross: functions, for one, may not.
        cloned = structuredClone(value);
      } catch {
        throw new Error("An object could not be cloned.");
      }
      return JSON.stringify(write(cloned, new Map()));
    },
    decode: (text) => read(JSON.parse(text), []),
  };
}
