import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { MediaFacts } from "../../../../renderer/components/media-facts.tsx";

describe("what is known of a message without text", () => {
  it.each([
    ["file", "https://example.com/price%20list.pdf", "price list.pdf|File at example.com"],
    ["image", null, "Image|Image, no address"],
    ["audio", "ftp://example.com/a", "Audio|Audio, the address is not http"],
    ["sticker", null, "sticker|sticker, no address"],
    ["unsupported", null, "Unsupported message|Vonage does not pass on what it was"],
  ])("of the type %s at %s is %s", (type, url, words) => {
    expect(shown(type, url)).toBe(words);
  });
});

/** The texts of its parts. */
function shown(type: string, url: string | null): string {
  const markup = renderToStaticMarkup(<MediaFacts type={type} url={url} />);
  return [...markup.matchAll(/>([^<]+)</g)].map(([, text]) => text).join("|");
}
