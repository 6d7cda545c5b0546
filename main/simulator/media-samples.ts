// What lies behind the addresses of simulated media: a picture, a second of silence, a page. All drawn here, in the violet of
// everything simulated, so that nobody takes them for a person's.
import { crc32, deflateSync } from "node:zlib";
import type { SimulatedMessage } from "../../preload/contract/simulator.ts";

/** One sample. */
export interface MediaSample {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Path of the samples on the simulator: like Vonage's, but for a name that says what it is. */
export const SAMPLES_PATH = "/v3/media/";

/** Kinds of media that have a sample, with its name. A film would have to be encoded, so there is none. */
export const SAMPLE_NAMES = {
  image: "simulated-image.png",
  audio: "simulated-audio.mp3",
  file: "simulated-file.pdf",
} as const;

/** Makes the samples by their names. */
export function drawSamples(): ReadonlyMap<string, MediaSample> {
  return new Map<string, MediaSample>([
    [SAMPLE_NAMES.image, { contentType: "image/png", bytes: drawBike() }],
    [SAMPLE_NAMES.audio, { contentType: "audio/mpeg", bytes: silence() }],
    [SAMPLE_NAMES.file, { contentType: "application/pdf", bytes: page("Simulated file") }],
  ]);
}

const WIDTH = 320;
const HEIGHT = 200;
const SHADES = 16;
const GROUND = [0x6a, 0x3f, 0xb5] as const;
const LINE = [0xf1, 0xeb, 0xfb] as const;
const STROKE = 5;

type Point = readonly [x: number, y: number];

const WHEELS: readonly Point[] = [
  [92, 128],
  [228, 128],
];
const WHEEL_RADIUS = 44;
const FRAME: readonly (readonly [Point, Point])[] = [
  [WHEELS[0] ?? [0, 0], [128, 76]],
  [
    [128, 76],
    [206, 76],
  ],
  [
    [206, 76],
    [150, 128],
  ],
  [[150, 128], WHEELS[0] ?? [0, 0]],
  [
    [150, 128],
    [122, 62],
  ],
  [WHEELS[1] ?? [0, 0], [200, 54]],
  [
    [200, 54],
    [222, 46],
  ],
  [
    [108, 60],
    [136, 60],
  ],
];

/** A bicycle in a palette of a few shades, since lines have soft edges. */
function drawBike(): Uint8Array {
  const rows = Buffer.alloc(HEIGHT * (WIDTH + 1));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const inside = Math.min(1, Math.max(0, STROKE / 2 + 0.5 - distanceTo([x, y])));
      rows[y * (WIDTH + 1) + 1 + x] = Math.round(inside * (SHADES - 1));
    }
  }
  const palette = Array.from({ length: SHADES }, (_, shade) =>
    GROUND.map((ground, index) =>
      Math.round(ground + ((LINE[index] ?? 0) - ground) * (shade / (SHADES - 1))),
    ),
  ).flat();
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette)),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function distanceTo(point: Point): number {
  const wheels = WHEELS.map((center) =>
    Math.abs(Math.hypot(point[0] - center[0], point[1] - center[1]) - WHEEL_RADIUS),
  );
  return Math.min(...wheels, ...FRAME.map(([from, to]) => distanceToSegment(point, from, to)));
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** @see PNG specification, section 5 */
function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** About a second of MPEG-1 layer III, 64 kbit/s, 44.1 kHz, mono: frames whose side information says that nothing sounds. */
function silence(): Uint8Array {
  const frame = Buffer.alloc(208);
  frame.set([0xff, 0xfb, 0x50, 0xc4]);
  return Buffer.concat(Array.from({ length: 38 }, () => frame));
}

/** A page with one line on it. */
function page(text: string): Uint8Array {
  const content = `BT /F1 24 Tf 60 100 Td (${text}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 320 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  return Buffer.from(
    `${body}xref\n0 ${count}\n0000000000 65535 f \n${table}trailer << /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    "latin1",
  );
}

/**
 * A message with the address of a sample, where it is media and names none. Without a server there are no samples, and of a
 * film there is none: these keep the address of the documentation.
 */
export function withSample(message: SimulatedMessage, simulatorUrl: string | null): SimulatedMessage {
  const { type, url } = message;
  const isSampled = type === "image" || type === "audio" || type === "file";
  return url === undefined && isSampled && simulatorUrl !== null
    ? { ...message, url: simulatorUrl + SAMPLES_PATH + SAMPLE_NAMES[type] }
    : message;
}
