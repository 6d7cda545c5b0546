import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRaster } from "../../../../main/media/raster.ts";
import { drawSamples, SAMPLE_NAMES } from "../../../../main/simulator/media-samples.ts";
import { gifOf, jpegOf, PNG, pngOf, webpOf } from "../../../fakes/pictures.ts";

describe("readRaster", () => {
  it.each([
    ["a PNG", PNG, { type: "image/png", width: 1, height: 1 }],
    ["a GIF", gifOf(300, 2), { type: "image/gif", width: 300, height: 2 }],
    ["a JPEG", jpegOf(640, 480), { type: "image/jpeg", width: 640, height: 480 }],
    ["a progressive JPEG", jpegOf(640, 480, 0xc2), { type: "image/jpeg", width: 640, height: 480 }],
    ["a lossy WebP", webpOf("VP8 ", 320, 200), { type: "image/webp", width: 320, height: 200 }],
    ["a lossless WebP", webpOf("VP8L", 320, 200), { type: "image/webp", width: 320, height: 200 }],
    ["an extended WebP", webpOf("VP8X", 70_000, 200), { type: "image/webp", width: 70_000, height: 200 }],
  ])("tells %s and its size by its first bytes", (_name, bytes, raster) => {
    expect(readRaster(bytes)).toEqual(raster);
  });

  it("tells the simulator's own picture", () => {
    const sample = drawSamples().get(SAMPLE_NAMES.image);

    expect(readRaster(sample?.bytes ?? new Uint8Array())).toEqual({
      type: "image/png",
      width: 320,
      height: 200,
    });
  });

  it.each([
    ["a page", "<!doctype html><script>alert(1)</script>"],
    ["a page that begins with white space", "\n\n <html>"],
    ["a drawing", '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    ["a drawing with a declaration", '<?xml version="1.0"?><svg/>'],
    ["a bitmap", "BM------"],
    ["a PDF", "%PDF-1.7"],
    ["a film", "\0\0\0\x18ftypmp42"],
    ["nothing", ""],
    ["the beginning of a PNG", PNG.subarray(0, 20)],
    ["the beginning of a GIF", gifOf(1, 1).subarray(0, 9)],
    ["the beginning of a WebP", webpOf("VP8 ", 1, 1).subarray(0, 20)],
    ["a JPEG without a frame", jpegOf(1, 1).subarray(0, 12)],
    ["a JPEG whose segments lead out of it", Buffer.from("\xff\xd8\xff\xe0\xff\xff", "latin1")],
    [
      "a JPEG whose picture comes before its frame",
      Buffer.from("\xff\xd8\xff\xda\0\0\0\0\0\0\0\0", "latin1"),
    ],
    ["a sound in a RIFF", Buffer.from("RIFF\0\0\0\0WAVEfmt ................", "latin1")],
    ["a PNG without pixels", pngOf(0, 4)],
  ])("takes %s for no picture", (_name, bytes) => {
    expect(readRaster(Buffer.from(bytes))).toBeNull();
  });

  it.each([
    ["a PNG", pngOf(50_000, 50_000)],
    ["a JPEG", jpegOf(65_535, 65_535)],
    ["a WebP", webpOf("VP8X", 16_000_000, 16_000_000)],
  ])("does not show %s that unfolds to more pixels than a screen can take", (_name, bytes) => {
    expect(readRaster(bytes)).toBeNull();
  });

  it("never fails, whatever the bytes", () => {
    const heads = ["\x89PNG\r\n\x1a\n", "GIF89a", "\xff\xd8\xff", "RIFF....WEBPVP8 ", "RIFF....WEBPVP8L", ""];
    const bytes = fc
      .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }))
      .map(([head, rest]) => Buffer.concat([Buffer.from(head, "latin1"), rest]));

    fc.assert(
      fc.property(bytes, (given) => {
        const { width = 1, height = 1 } = readRaster(given) ?? {};
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(width * height).toBeLessThanOrEqual(50_000_000);
      }),
      { numRuns: 2_000 },
    );
  });
});
