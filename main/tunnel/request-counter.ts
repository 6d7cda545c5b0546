// Counts the HTTP/1.1 requests that come over one connection, by their framing: bodies are skipped by their length, so that
// nothing in them is taken for another request.

/** Takes the next bytes and gives how many requests' heads ended in them. */
export type CountRequests = (bytes: Uint8Array) => number;

const HEAD_END = "\r\n\r\n";
/** Longer than any head that the listener takes. */
const LONGEST_HEAD = 64 * 1024;
const REQUEST_LINE = /^[!#$%&'*+.^_`|~\w-]+ \S+ HTTP\/1\.[01]$/;

/** What comes next: text up to an end, bytes to skip, or, since it is no HTTP/1.1 any more, nothing that can be told. */
type Place =
  | { readonly kind: "text"; readonly part: "head" | "chunk-size" | "trailer"; readonly text: string }
  | { readonly kind: "bytes"; readonly part: "body" | "chunk"; readonly left: number }
  | { readonly kind: "lost" };

const NEXT_HEAD: Place = { kind: "text", part: "head", text: "" };
const CHUNK_SIZE: Place = { kind: "text", part: "chunk-size", text: "" };
const TRAILER: Place = { kind: "text", part: "trailer", text: "" };
const LOST: Place = { kind: "lost" };

/** Makes one for a connection that begins. */
export function createRequestCounter(): CountRequests {
  let place: Place = NEXT_HEAD;

  return (bytes) => {
    let count = 0;
    let offset = 0;
    while (offset < bytes.byteLength && place.kind !== "lost") {
      if (place.kind === "bytes") {
        const step = Math.min(place.left, bytes.byteLength - offset);
        offset += step;
        place = skipped(place.part, place.left - step);
        continue;
      }
      const { part, text }: Extract<Place, { kind: "text" }> = place;
      const end = part === "head" ? HEAD_END : "\n";
      // A part of the end may have come before.
      const whole: string = text + latin1(bytes.subarray(offset, offset + LONGEST_HEAD + 1 - text.length));
      const found = whole.indexOf(end);
      if (found === -1) {
        offset = bytes.byteLength;
        place = whole.length > LONGEST_HEAD ? LOST : { kind: "text", part, text: whole };
        continue;
      }
      offset += found + end.length - text.length;
      place = after(part, whole.slice(0, found));
      if (part === "head" && place.kind !== "lost") count += 1;
    }
    return count;
  };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function skipped(part: "body" | "chunk", left: number): Place {
  if (left > 0) return { kind: "bytes", part, left };
  return part === "body" ? NEXT_HEAD : CHUNK_SIZE;
}

function after(part: "head" | "chunk-size" | "trailer", text: string): Place {
  switch (part) {
    case "head":
      return afterHead(text);
    case "chunk-size":
      return afterSize(text);
    case "trailer":
      return text.trimEnd() === "" ? NEXT_HEAD : TRAILER;
  }
}

function afterHead(head: string): Place {
  const [line = "", ...fields] = head.split("\r\n");
  if (!REQUEST_LINE.test(line)) return LOST;
  const valueOf = (name: string): string | null => {
    const field = fields.find((each) => each.slice(0, name.length + 1).toLowerCase() === `${name}:`);
    return field === undefined ? null : field.slice(name.length + 1).trim();
  };
  if (/\bchunked$/i.test(valueOf("transfer-encoding") ?? "")) return CHUNK_SIZE;
  const length = valueOf("content-length") ?? "0";
  return /^\d{1,15}$/.test(length) ? skipped("body", Number(length)) : LOST;
}

function afterSize(line: string): Place {
  const [, digits] = /^([0-9a-f]{1,12})\s*(?:;.*)?$/i.exec(line.trimEnd()) ?? [];
  if (digits === undefined) return LOST;
  const size = Number.parseInt(digits, 16);
  // Its own line end follows each chunk.
  return size === 0 ? TRAILER : { kind: "bytes", part: "chunk", left: size + 2 };
}
