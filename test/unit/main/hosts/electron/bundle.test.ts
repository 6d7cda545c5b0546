import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PNG } from "../../../../fakes/pictures.ts";
import { BUNDLE_PAGE, createBundleResponder } from "../../../../../main/hosts/electron/bundle.ts";

const PAGE = `<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>`;
let outside = "";
let folder = "";

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), "hookline-bundle-"));
  folder = join(outside, "renderer");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(folder, "index.html"), PAGE);
  await writeFile(join(folder, "assets/app.js"), "export {};");
  await writeFile(join(folder, ".secret.js"), "hidden");
  await writeFile(join(outside, "secret.js"), "outside");
});

afterEach(() => rm(outside, { recursive: true, force: true }));

function picture(token: string) {
  return token === "token" ? { type: "image/png" as const, bytes: PNG } : null;
}

function get(address: string, init?: RequestInit): Promise<Response> {
  return createBundleResponder({ folder, picture })(new Request(address, init));
}

it("serves the page with a policy and a nonce that are new each time", async () => {
  const [first, second] = await Promise.all([get(BUNDLE_PAGE), get("app://bundle/")]);

  const policy = first.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
  expect(await first.text()).toBe(PAGE.replaceAll("__CSP_NONCE__", nonce));
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  expect(second.headers.get("content-security-policy")).not.toBe(policy);
});

it("serves other files by their type, never to be guessed", async () => {
  const response = await get("app://bundle/assets/app.js");

  expect(await response.text()).toBe("export {};");
  expect(Object.fromEntries(response.headers)).toEqual({
    "cache-control": "no-store",
    "content-type": "text/javascript; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
});

it("shows a picture that was loaded as what its bytes are, and no other", async () => {
  const response = await get("app://bundle/media/token");

  expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG);
  expect(Object.fromEntries(response.headers)).toEqual({
    "cache-control": "no-store",
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
  });
  expect((await get("app://bundle/media/other")).status).toBe(404);
  expect((await get("app://bundle/media/")).status).toBe(404);
});

it.each([
  ["a path out of the folder", "app://bundle/../secret.js"],
  ["the same, escaped", "app://bundle/%2e%2e/secret.js"],
  ["the same, with an escaped slash", "app://bundle/..%2fsecret.js"],
  ["the same, twice removed", "app://bundle/assets/..%2f..%2fsecret.js"],
  ["the same, with backslashes", "app://bundle/..%5csecret.js"],
  ["an absolute path", "app://bundle//etc/hosts.json"],
  ["a hidden file", "app://bundle/.secret.js"],
  ["a file that is not there", "app://bundle/assets/none.js"],
  ["a folder", "app://bundle/assets"],
  ["a kind of file that is not ours", "app://bundle/index.php"],
  ["a malformed escape", "app://bundle/%E0%A4%A.js"],
  ["a null byte", "app://bundle/index.html%00.js"],
  ["another host", "app://elsewhere/index.html"],
])("answers 404 to %s", async (_name, address) => {
  const response = await get(address);

  expect(response.status).toBe(404);
  expect(await response.text()).toBe("");
});

it("answers GET only", async () => {
  expect((await get(BUNDLE_PAGE, { method: "POST", body: "x" })).status).toBe(404);
});
