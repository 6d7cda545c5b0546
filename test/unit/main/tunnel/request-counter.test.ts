import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRequestCounter } from "../../../../main/tunnel/request-counter.ts";

const POST = "POST /webhooks/inbound HTTP/1.1\r\nhost: x\r\n";
/** A body that looks like the beginning of another request. */
const DECEIT = "GET / HTTP/1.1\r\n\r\n";

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function countOf(...parts: readonly string[]): number {
  const count = createRequestCounter();
  return parts.reduce((sum, part) => sum + count(bytesOf(part)), 0);
}

function withLength(body: string): string {
  return `${POST}Content-Length: ${bytesOf(body).byteLength}\r\n\r\n${body}`;
}

function inChunks(bodies: readonly string[]): string {
  const chunks = bodies
    .filter((body) => body !== "")
    .map((body) => `${bytesOf(body).byteLength.toString(16)};note=1\r\n${body}\r\n`);
  return `${POST}transfer-encoding: gzip, Chunked\r\n\r\n${chunks.join("")}0\r\nx-trailer: ${"y"}\r\n\r\n`;
}

describe("requests over one connection", () => {
  it.each<[string, readonly string[], number]>([
    ["nothing", [""], 0],
    ["a head that is not whole", [POST], 0],
    ["one without a body", [`${POST}\r\n`], 1],
    ["one in pieces", ["GET / HT", "TP/1.1\r", "\nhost: x\r\n\r", "\n"], 1],
    ["two in one piece", [withLength("{}") + withLength("")], 2],
    ["a body that looks like requests", [withLength(DECEIT.repeat(3)), `${POST}\r\n`], 2],
    ["a body that is not whole yet", [`${POST}content-length: 40\r\n\r\n${DECEIT}`], 1],
    ["chunks that look like requests", [inChunks([DECEIT, DECEIT]), `${POST}\r\n`], 2],
    ["HTTP/1.0", ["GET / HTTP/1.0\r\n\r\n"], 1],
  ])("are counted: %s", (_what, parts, expected) => {
    expect(countOf(...parts)).toBe(expected);
  });

  it.each([
    ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["a length that is none", `${POST}content-length: many\r\n\r\n`],
    ["a chunk without a size", `${POST}transfer-encoding: chunked\r\n\r\nzz\r\n`],
    ["a head without end", `${POST}${"x-pad: y\r\n".repeat(10_000)}`],
  ])("are not guessed any more after %s", (_what, text) => {
    const count = createRequestCounter();
    count(bytesOf(text));

    expect(count(bytesOf(withLength("{}")))).toBe(0);
  });

  it("are as many, in whatever pieces they come", () => {
    const request = fc.oneof(
      fc.string({ unit: "binary" }).map(withLength),
      fc.array(fc.oneof(fc.constant(DECEIT), fc.string({ unit: "binary" }))).map(inChunks),
    );
    fc.assert(
      fc.property(fc.array(request), fc.array(fc.nat({ max: 60 })), (requests, cuts) => {
        const bytes = bytesOf(requests.join(""));
        const count = createRequestCounter();
        let [offset, sum] = [0, 0];
        for (const cut of cuts) {
          sum += count(bytes.subarray(offset, offset + cut));
          offset += cut;
        }
        sum += count(bytes.subarray(offset));
        expect(sum).toBe(requests.length);
      }),
    );
  });
});
