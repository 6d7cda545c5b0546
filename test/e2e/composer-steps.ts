// What a person does in the composer, and the screens of it.
import { expect, type Locator, type Page } from "@playwright/test";
import { startLocaltunnelServer, type LocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { PNG } from "../fakes/pictures.ts";
import type { RunningHost, View } from "./hosts.ts";
import type { Screen } from "./screens.ts";
import { fresh, go, openTunnel, replied, showConversation, withWorkspace } from "./screen-steps.ts";

/** Person and Page that the documentation names. */
export const PERSON = "1111111111111111";

/** Names of the message types. */
export type TypeName = "Text" | "Image" | "Audio" | "Video" | "File" | "Template";

/** The composer. */
export function composerOf(page: Page): Locator {
  return page.getByRole("form", { name: "Reply" });
}

/** A control, and the ring around it, are cut by nothing, and nothing lies over them. */
export async function expectWhole(control: Locator): Promise<void> {
  await expect
    .poll(() =>
      control.evaluate((element) => {
        const ring = 3;
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const cutBy: string[] = [];
        for (let around = element.parentElement; around !== null; around = around.parentElement) {
          const edges = around.getBoundingClientRect();
          const isWithin =
            edges.top <= top - ring &&
            edges.bottom >= bottom + ring &&
            edges.left <= left - ring &&
            edges.right >= right + ring;
          if (getComputedStyle(around).overflowY !== "visible" && !isWithin) cutBy.push(around.className);
        }
        const middle = (left + right) / 2;
        for (const y of [top + ring, bottom - ring]) {
          const over = document.elementFromPoint(middle, y);
          if (!element.contains(over)) cutBy.push(over?.className ?? "the window");
        }
        return cutBy;
      }),
    )
    .toEqual([]);
}

/** Chooses what kind of message it is. */
export async function chooseType(page: Page, name: TypeName): Promise<void> {
  await composerOf(page).getByRole("radiogroup", { name: "Message type" }).getByText(name).click();
}

/** Opens or closes the options, or the request. */
export async function setOpen(page: Page, name: "Options" | "Request", isOpen: boolean): Promise<void> {
  const button = composerOf(page).getByRole("button", { name: new RegExp(`^${name}`) });
  if ((await button.getAttribute("aria-expanded")) !== String(isOpen)) await button.click();
  // Its tooltip lies over what is looked at.
  await page.mouse.move(0, 0);
  await expect(page.getByRole("tooltip")).toHaveCount(0);
}

/** Chooses a version of the API among the options. */
export async function chooseVersion(page: Page, version: "v1" | "v0.1"): Promise<void> {
  await setOpen(page, "Options", true);
  await composerOf(page)
    .getByRole("radiogroup", { name: "API version" })
    .getByText(version, { exact: true })
    .click();
}

/** Chooses as what the message is sent. */
export async function sendAs(page: Page, name: "response" | "update" | "message tag"): Promise<void> {
  await composerOf(page).getByRole("combobox", { name: "Send as" }).click();
  await page.getByRole("option", { name: new RegExp(`^${name}(?!,)`) }).click();
}

/** Puts the composer back to an empty text of v1. */
async function plain(page: Page): Promise<void> {
  // What the last view left open. In a narrow window Escape would otherwise lead back to the list.
  const open = composerOf(page).locator('[role="combobox"][aria-expanded="true"]').or(page.getByRole("menu"));
  if ((await open.count()) > 0) await page.keyboard.press("Escape");
  await chooseVersion(page, "v1");
  await setOpen(page, "Options", false);
  await setOpen(page, "Request", false);
  await chooseType(page, "Text");
  await sendAs(page, "response");
}

/** In any window, whatever the window before it was. */
async function inComposer(page: Page, view: View, act: () => Promise<void>): Promise<void> {
  await showConversation(page, view);
  await plain(page);
  await act();
}

/** Opens the part of the composer that serves a local file. */
async function openServing(page: Page): Promise<void> {
  await chooseType(page, "Image");
  const button = composerOf(page).getByRole("button", { name: "Serve a local file" });
  if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
}

/** One message came and was answered, and a tunnel is open. */
async function repliedThroughTunnel(host: RunningHost): Promise<LocaltunnelServer> {
  const server = await startLocaltunnelServer();
  await replied(host);
  await openTunnel(host.page);
  const form = host.page.getByRole("form", { name: "Open a tunnel" });
  await form.getByRole("textbox", { name: "localtunnel server" }).fill(server.url);
  await form.getByRole("button", { name: "Open tunnel" }).click();
  await expect(host.page.getByRole("heading", { name: "Open (not proved)" })).toBeVisible();
  await host.page.keyboard.press("Escape");
  return server;
}

/** Goes to the conversation of a person with the simulated Page. */
export async function atConversation(page: Page, psid = PERSON): Promise<void> {
  await go(page, `#/conversations/${psid}/0000000000000000`);
  await expect(page.getByRole("region", { name: "Conversation" })).toContainText(psid);
  await expect(composerOf(page)).toBeVisible();
}

/** A workspace of a real Page, at a person's conversation. */
export async function atRealPerson(host: RunningHost): Promise<void> {
  await withWorkspace(host);
  await atConversation(host.page);
}

/** One reply may have been sent, another was surely not, and a third was never tried. */
export async function repliesFailed(host: RunningHost): Promise<void> {
  const { page } = host;
  const text = composerOf(page).getByRole("textbox", { name: "Reply text" });
  const notices = composerOf(page).getByRole("alert");
  await replied(host);
  await atConversation(page);
  await host.answerSends("cut-before-accepting");
  for (const [index, words] of ["Your bike is ready. We are open until 6 today.", "Hello?"].entries()) {
    await text.fill(words);
    await text.press("ControlOrMeta+Enter");
    await expect(notices).toHaveCount(index + 1);
  }
  await text.fill("On Saturdays we open at");
  await notices.first().getByRole("button", { name: "Put the message back" }).click();
  await expect(text).toHaveValue("Hello?");
  await host.answerSends("unauthorized");
  await text.press("ControlOrMeta+Enter");
  await expect(notices.first()).toContainText("refused a JWT");
}

/** Every state of the composer that pictures are taken of. */
export const COMPOSER: readonly Screen[] = [
  {
    name: "composer-media",
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await chooseType(page, "Image");
        await composerOf(page)
          .getByRole("textbox", { name: "Image address" })
          .fill("https://example.com/bike-rack.jpg");
      }),
  },
  {
    name: "composer-media-doubtful",
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await chooseType(page, "Audio");
        await composerOf(page)
          .getByRole("textbox", { name: "Audio address" })
          .fill("http://localhost:3000/bell.wav");
      }),
  },
  {
    name: "composer-serve",
    prepare: replied,
    arrive: (page, view) => inComposer(page, view, () => openServing(page)),
  },
  {
    name: "composer-served",
    prepare: repliedThroughTunnel,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await chooseType(page, "Image");
        const address = composerOf(page).getByRole("textbox", { name: "Image address" });
        if (!(await address.inputValue()).includes("/.hookline/file/")) {
          await openServing(page);
          const file = { name: "bike-with-a-rather-long-name.png", mimeType: "image/png", buffer: PNG };
          await composerOf(page).getByLabel("File to serve").setInputFiles(file);
        }
        await expect(address).toHaveValue(/\/\.hookline\/file\//);
      }),
  },
  { name: "composer-replies-failed", prepare: repliesFailed },
  {
    name: "composer-long",
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, () =>
        composerOf(page)
          .getByRole("textbox", { name: "Reply text" })
          .fill("Shall I send you a photo of the frame? 🚲 ".repeat(16)),
      ),
  },
  {
    name: "composer-as",
    isOverlay: true,
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, () => composerOf(page).getByRole("combobox", { name: "Send as" }).click()),
  },
  {
    name: "composer-tags",
    isOverlay: true,
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await sendAs(page, "message tag");
        await composerOf(page).getByRole("combobox", { name: "Message tag" }).click();
      }),
  },
  {
    name: "composer-retired-tag",
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await sendAs(page, "message tag");
        await composerOf(page).getByRole("combobox", { name: "Message tag" }).click();
        await page.getByRole("option", { name: /^CONFIRMED_EVENT_UPDATE/ }).click();
        await composerOf(page).getByRole("textbox", { name: "Reply text" }).fill("The ride starts at 19:00.");
      }),
  },
  {
    name: "composer-options",
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await setOpen(page, "Options", true);
        const composer = composerOf(page);
        await composer.getByRole("textbox", { name: "client_ref" }).fill("order-7");
        await composer.getByRole("textbox", { name: "webhook_url" }).fill("http://localhost:3000/status");
        await composer.getByRole("textbox", { name: "failover" }).fill('[{ "channel": sms }]');
      }),
  },
  {
    name: "composer-template",
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await chooseVersion(page, "v0.1");
        await setOpen(page, "Options", false);
        await chooseType(page, "Template");
        await composerOf(page).getByRole("textbox", { name: "Template JSON" }).fill("");
        await composerOf(page).getByRole("button", { name: "Insert an example" }).click();
      }),
  },
  {
    name: "composer-request",
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await composerOf(page).getByRole("textbox", { name: "Reply text" }).fill("Yes, from 10 to 16.");
        await setOpen(page, "Request", true);
      }),
  },
  {
    name: "composer-copy-as",
    isOverlay: true,
    prepare: replied,
    arrive: (page, view) =>
      inComposer(page, view, async () => {
        await composerOf(page).getByRole("textbox", { name: "Reply text" }).fill("Yes, from 10 to 16.");
        await setOpen(page, "Request", true);
        await composerOf(page).getByRole("button", { name: "Copy as" }).click();
      }),
  },
  {
    name: "composer-second-gesture",
    prepare: atRealPerson,
    arrive: (page) =>
      fresh(page, async () => {
        const field = composerOf(page).getByRole("textbox", { name: "Reply text" });
        await field.fill("Yes, from 10 to 16.");
        await field.press("ControlOrMeta+Enter");
        await expect(composerOf(page).getByRole("status")).toContainText("Press once more to send it.");
      }),
  },
];
