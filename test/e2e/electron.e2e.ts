// The desktop app: every journey, and what only a window of one's own has.
import { once } from "node:events";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { _electron, expect } from "@playwright/test";
import type { Bridge } from "../../preload/contract/contract.ts";
import { test } from "./companion-app.ts";
import { describeJourneys } from "./journeys.ts";

const root = join(import.meta.dirname, "../..");

describeJourneys("electron");

test.describe("the window", () => {
  test("gives the page the bridge and nothing else", async ({ app }) => {
    const found = await app.page.evaluate(() => {
      const page: Readonly<Record<string, unknown>> = { ...globalThis };
      const bridge = Reflect.get(globalThis, "hookline");
      return {
        bridge: Object.keys(bridge).toSorted(),
        isFrozen: Object.isFrozen(bridge),
        leaks: ["require", "process", "module", "ipcRenderer", "electron"].filter((name) => name in page),
        isSecure: isSecureContext,
      };
    });

    expect(found).toEqual({ bridge: ["call", "subscribe"], isFrozen: true, leaks: [], isSecure: true });
  });

  test("goes nowhere else and opens nothing inside", async ({ app }) => {
    const heading = app.page.getByRole("heading", { name: "See your first webhook" });
    await expect(heading).toBeVisible();
    const before = app.page.url();
    await app.page.evaluate(() => {
      location.href = "https://example.com/";
    });
    await app.page.evaluate(() => window.open("https://example.com/"));

    await expect(heading).toBeVisible();
    expect(app.page.url()).toBe(before);
    expect(app.running.desktop?.windows()).toHaveLength(1);
  });

  test("gives the pages of linking to the system's browser, and asks before it opens a stranger's", async ({
    app,
  }) => {
    await app.running.desktop?.evaluate(({ dialog, shell }) => {
      const seen: string[] = [];
      Reflect.set(globalThis, "seen", seen);
      shell.openExternal = async (url) => void seen.push(`opened ${url}`);
      const ask = async () => {
        seen.push("asked");
        // The person takes their time.
        return new Promise<never>(() => undefined);
      };
      dialog.showMessageBox = ask;
    });

    await app.page.evaluate(() => {
      window.open("https://dashboard.nexmo.com/applications");
      window.open("https://example.com/picture.jpg");
      window.open("https://example.com/another.jpg");
      window.open("file:///etc/passwd");
    });

    await expect
      .poll(() => app.running.desktop?.evaluate(() => Reflect.get(globalThis, "seen")))
      .toEqual(["opened https://dashboard.nexmo.com/applications", "asked"]);
  });

  test("loads the page anew when its process has crashed", async ({ app }) => {
    const heading = app.page.getByRole("heading", { name: "See your first webhook" });
    await expect(heading).toBeVisible();
    await app.page.evaluate(() => Reflect.set(globalThis, "isOld", true));

    await app.running.desktop?.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.emit(
        "render-process-gone",
        {},
        { reason: "crashed", exitCode: 1 },
      ),
    );

    await app.page.waitForFunction(() => !("isOld" in globalThis));
    await expect(heading).toBeVisible();
    await app.receiveFirstMessage();
  });

  test("loads nothing from another origin and runs no script without the nonce", async ({ app }) => {
    const found = await app.page.evaluate(async () => {
      // It runs in the page, where nothing of this file exists.
      // oxlint-disable-next-line unicorn/consistent-function-scoping
      const violation = (act: () => unknown): Promise<string> =>
        new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), {
            once: true,
          });
          act();
        });
      const script = document.createElement("script");
      script.textContent = "globalThis.injected = true";
      return {
        fetch: await violation(() => fetch("https://example.com/").catch(() => undefined)),
        script: await violation(() => document.body.append(script)),
        injected: Reflect.get(globalThis, "injected"),
      };
    });

    expect(found).toEqual({ fetch: "connect-src", script: "script-src-elem", injected: undefined });
  });

  test("comes forward when the app is started a second time, which ends at once", async ({ app }) => {
    await app.running.desktop?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

    await expect(
      _electron.launch({ args: [root, "--data-dir", app.dataFolder], cwd: root }),
    ).rejects.toThrow();

    const isMinimized = () =>
      app.running.desktop?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());
    await expect.poll(isMinimized).toBe(false);
  });

  test("has a menu and opens where it was left", async ({ app }) => {
    const menu = await app.running.desktop?.evaluate(({ Menu }) => Menu.getApplicationMenu() !== null);
    expect(menu).toBe(true);

    await app.stop();

    const place = JSON.parse(await readFile(join(app.dataFolder, "desktop/window.json"), "utf8"));
    expect(place).toMatchObject({ place: { width: 1440, height: 900, isMaximized: false } });
  });

  test("opens also when its place was left damaged", async ({ app }) => {
    const file = join(app.dataFolder, "desktop/window.json");
    await app.stop();
    await writeFile(file, "\0".repeat(80));

    await app.start();
    await expect(app.page.getByRole("heading", { name: "See your first webhook" })).toBeVisible();
    await app.stop();

    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ place: { width: 1440, height: 900 } });
  });

  test("ends in order however often Ctrl+C is handed on", async ({ app }) => {
    const { desktop, process: child } = app.running;
    const ended = once(child, "exit");
    // As npm and the start script do to whom the terminal has told already.
    await desktop?.evaluate(({ app: electronApp }) => {
      electronApp.once("before-quit", () => process.kill(process.pid, "SIGINT"));
    });

    child.kill("SIGINT");

    expect(await ended).toEqual([0, null]);
    await expect(stat(join(app.dataFolder, "run.json"))).rejects.toThrow("ENOENT");
  });

  test("clears a copied JWT from the clipboard after the chosen time", async ({ app }) => {
    await app.open("Keys and JWT");
    const builder = app.page.getByRole("region", { name: "JWT builder" });
    const copy = builder.getByRole("button", { name: "Copy", exact: true });
    await copy.click();
    await expect.poll(() => app.running.clipboardText()).toMatch(/^ey/);
    await app.page.evaluate(async () => {
      // The preload script exposes it under this name.
      const { hookline } = globalThis as unknown as { readonly hookline: Bridge };
      await hookline.call("settings.change", { clipboardSeconds: 1 });
    });

    await copy.click();

    await expect.poll(() => app.running.clipboardText()).toBe("");
    await app.page.getByRole("link", { name: "Settings" }).click();
    const choice = app.page.getByRole("radiogroup", { name: "Clear copied JWTs and secrets" });
    await expect(choice.getByRole("radio", { name: "After 1 s" })).toBeChecked();
  });

  test("keeps its files private", async ({ app }) => {
    await app.receiveFirstMessage();

    const files = (await readdir(app.dataFolder, { withFileTypes: true })).filter((entry) => entry.isFile());
    const modes = await Promise.all(
      files.map(async ({ name }) => [name, (await stat(join(app.dataFolder, name))).mode & 0o077]),
    );
    expect(modes.map(([name]) => name)).toContain("hookline.db");
    expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
    expect((await stat(app.dataFolder)).mode & 0o777).toBe(0o700);
  });
});
