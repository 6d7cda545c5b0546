import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { PageId } from "../../../../preload/contract/ids.ts";
import { writeToken } from "../../../../main/credentials/token-forms.ts";

const workspace = { apiHost: "https://api.nexmo.com", pageId: PageId.parse("it's 42") };

/** What a real shell hands to a program called as `command`. */
function wordsOf(command: string): string[] {
  const program = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${command}`;
  return execFileSync("sh", ["-c", program]).toString().split("\0").slice(0, -1);
}

describe("a copied token", () => {
  it("stands by itself or as a header", () => {
    expect([writeToken("a.b.c", "token", workspace), writeToken("a.b.c", "header", workspace)]).toEqual([
      "a.b.c",
      "Authorization: Bearer a.b.c",
    ]);
  });

  it("stands in a command that a shell reads as it was meant", () => {
    const words = wordsOf(writeToken("a.b.c", "curl", workspace));

    expect(words).toEqual([
      "-X",
      "POST",
      "https://api.nexmo.com/v1/messages",
      "-H",
      "Authorization: Bearer a.b.c",
      "-H",
      "Content-Type: application/json",
      "-d",
      '{"channel":"messenger","message_type":"text","to":"PSID-OF-THE-PERSON","from":"it\'s 42","text":"Hello"}',
    ]);
  });

  it("names what is to be filled in when the Page is not known", () => {
    expect(writeToken("t", "curl", { ...workspace, pageId: null })).toContain('"from":"ID-OF-YOUR-PAGE"');
  });
});
