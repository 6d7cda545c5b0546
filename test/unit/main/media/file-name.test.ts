import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attachmentHeader,
  endingOf,
  nameOfAddress,
  plainFileName,
} from "../../../../main/media/file-name.ts";
import { kindOfFile } from "../../../../main/media/file-kind.ts";

describe("plainFileName", () => {
  it.each([
    ["bike rack.jpg", "bike rack.jpg"],
    ["Fahrräder für Köln.pdf", "Fahrräder für Köln.pdf"],
    ["自転車.png", "自転車.png"],
    ["../../.ssh/authorized_keys", "_.._.ssh_authorized_keys"],
    ["C:\\Windows\\x.exe", "C__Windows_x.exe"],
    [".bashrc", "bashrc"],
    ["a\0b\r\nc.png", "a_b__c.png"],
    ["photo\u202egpj.exe", "photo_gpj.exe"],
    ["con", "_con"],
    ["NUL.txt", "_NUL.txt"],
    ["trailing. . ", "trailing"],
    ["", "file"],
    ["...", "file"],
    ["///", "file"],
  ])("makes %j %j", (name, plain) => {
    expect(plainFileName(name, "file")).toBe(plain);
  });

  it("shortens a long name and keeps what it ends in", () => {
    const short = plainFileName(`${"long ".repeat(100)}.jpeg`, "file");

    expect([...short].length).toBeLessThanOrEqual(100);
    expect(short).toMatch(/\.jpeg$/);
  });

  it.each([
    ["自転車".repeat(60), ""],
    [`${"🚲".repeat(99)}.png`, ".png"],
    [`${"a".repeat(99)}. b`, ""],
    [`${"a".repeat(95)} .png${"b".repeat(10)}.png`, ".png"],
  ])("makes %j a name that every file system takes, ending in %j", (name, ending) => {
    const short = plainFileName(name, "file");

    // 255 bytes are the most; an ending may come behind it.
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(245);
    expect(short).not.toMatch(/[\s.]$/);
    expect(short.endsWith(ending)).toBe(true);
  });

  it("never makes a path, a hidden file or a name that turns its line round", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 150 }), (name) => {
        const plain = plainFileName(name, "file");
        expect(plain).not.toMatch(/[/\\:\p{Cc}\p{Cf}]|^\.|^$/u);
        expect(plain).not.toMatch(/[\s.]$/);
        expect(Buffer.byteLength(plain)).toBeLessThanOrEqual(245);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("nameOfAddress", () => {
  it.each([
    ["https://cdn.pictures.net/a/bike%20rack.jpg?x=1", "bike rack.jpg"],
    ["https://cdn.pictures.net/a/..%2f..%2fpasswd", "_.._passwd"],
    ["https://cdn.pictures.net/100%.png", "100%.png"],
    ["https://cdn.pictures.net/", "image"],
    ["nothing", "image"],
  ])("takes from %s the name %s", (address, name) => {
    expect(nameOfAddress(address, "image")).toBe(name);
  });
});

describe("attachmentHeader", () => {
  it("writes a name in both ways", () => {
    expect(attachmentHeader('Köln "a".pdf')).toBe(
      "attachment; filename=\"K_ln _a_.pdf\"; filename*=UTF-8''K%C3%B6ln%20%22a%22.pdf",
    );
  });

  it("lets no name end its line or its quotes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (name) => {
        expect(attachmentHeader(name)).toMatch(
          /^attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("kindOfFile", () => {
  it.each([
    ["Photo.JPG", "image", "image/jpeg", ".jpg"],
    ["sound.mp3", "audio", "audio/mpeg", ".mp3"],
    ["film.mp4", "video", "video/mp4", ".mp4"],
    ["bill.pdf", "file", "application/pdf", ".pdf"],
    ["page.html", "file", "application/octet-stream", ""],
    ["drawing.svg", "file", "application/octet-stream", ""],
    ["nothing", "file", "application/octet-stream", ""],
  ])("takes %s as %s", (name, kind, contentType, suffix) => {
    expect(kindOfFile(name)).toEqual({ kind, contentType, suffix });
  });

  it("finds no ending in a hidden file's name", () => {
    expect(endingOf(".png")).toBe("");
  });
});
