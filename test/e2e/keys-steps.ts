// What a person does on Keys and JWT: having tokens judged, and replacing the signature secret.
import { generateKeyPairSync } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { SignJWT } from "jose";
import { closeToast, withWorkspace } from "./screen-steps.ts";
import type { RunningHost } from "./hosts.ts";

/** A token as somebody finds it in a log: of another application and key, long expired. */
export function strangersToken(): Promise<string> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return new SignJWT({ application_id: "bbbbbbbb-cccc-dddd-eeee-0123456789ab", iat: 1_577_887_200 })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .sign(privateKey);
}

/** The part of the page that judges. */
export function judgeOf(page: Page): Locator {
  return page.getByRole("region", { name: "Judge a token" });
}

/** Has a stranger's token judged. */
export async function judged(page: Page): Promise<void> {
  const judge = judgeOf(page);
  await judge.getByRole("textbox", { name: "Token" }).fill(await strangersToken());
  await expect(judge.getByRole("status")).toContainText("Vonage would refuse this token.");
  await judge.getByRole("status").scrollIntoViewIfNeeded();
}

/** A workspace whose signature secret was replaced just now. */
export async function rotated(host: RunningHost): Promise<void> {
  await withWorkspace(host);
  await saveSignatureSecret(host.page, "the-first-signature-secret");
  await saveSignatureSecret(host.page, "the-second-signature-secret");
}

/** Types another signature secret into the form and saves it. */
export async function saveSignatureSecret(page: Page, secret: string): Promise<void> {
  await page.getByRole("textbox", { name: "Signature secret", exact: true }).fill(secret);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Workspace saved").first()).toBeVisible();
  await closeToast(page, "Workspace saved");
}
