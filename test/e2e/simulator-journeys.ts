// What a person does on the screen of the simulator; the same in the desktop app and in the browser.
import { expect } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { atConversation } from "./composer-steps.ts";
import type { HostName } from "./hosts.ts";
import { describeClock, describeKeyboard } from "./simulator-clock-journeys.ts";
import {
  addPerson,
  atSimulator,
  crowd,
  deliveryOf,
  personOf,
  phoneField,
  phoneOf,
  showPart,
  toggleFault,
  writeAs,
} from "./simulator-steps.ts";

const ANOTHER = "Another one";
const ALICE = "2222222222222222";
/** Statuses come in over some seconds. */
const DELIVERY_TIME_MS = 15_000;

/** Declares every journey for one host. */
export function describeSimulator(host: HostName): void {
  test.use({ host });
  test.describe(`the simulator in the ${host === "electron" ? "desktop app" : "browser"}`, () => {
    describePeople();
    describeSwitches();
    describeClock();
    describeKeyboard();
  });
}

function describePeople(): void {
  test("a new person writes, and the message is found in Events", async ({ app }) => {
    await atSimulator(app.page);

    await addPerson(app.page, "Alice", ALICE);
    await expect(personOf(app.page, /^Alice.*PSID 2222…2222.*Never wrote$/)).toBeVisible();
    await writeAs(app.page, "Is the shop open on Sunday?");

    await expect(personOf(app.page, /^Alice.*24-hour window: 2[34] h left$/)).toBeVisible();
    await expect(
      phoneOf(app.page).getByRole("status").filter({ hasText: "Sent, answered 200" }),
    ).toBeVisible();
    await deliveryOf(app.page, /^Message of Alice .*Taken 200/).click();
    await app.page.getByRole("link", { name: "Show in Events" }).click();
    await expect(
      app.row(/^Inbound text from PSID 2222…2222, Is the shop open on Sunday\?.*verified/),
    ).toBeVisible();
    await expect(app.page.getByRole("region", { name: "Selected event" })).toContainText(ALICE);
  });

  test("the Page's reply reaches the phone, and is read there when the person says so", async ({ app }) => {
    const { page } = app;
    await atSimulator(page, "switches");
    await page.getByRole("checkbox", { name: "Read after: never" }).click();
    await addPerson(page, "Alice", ALICE);
    await writeAs(page, "Is the shop open on Sunday?");
    await atConversation(page, ALICE);
    await app.reply("Yes, from 10 to 16.");
    await expect(app.conversation.getByRole("list", { name: "Delivery" })).toContainText(/Delivered\+/, {
      timeout: DELIVERY_TIME_MS,
    });

    await atSimulator(page);
    await personOf(page, /^Alice.*1 unread/).click();
    const reply = phoneOf(page).getByRole("listitem").filter({ hasText: "Yes, from 10 to 16." });
    await expect(reply).toContainText(/SubmittedDelivered$/);
    await phoneOf(page).getByRole("button", { name: "Mark as read", exact: true }).click();

    await expect(reply).toContainText(/SubmittedDeliveredRead$/);
    await expect(phoneOf(page)).toContainText("Nothing unread");
    await atConversation(page, ALICE);
    await expect(app.conversation.getByRole("list", { name: "Delivery" })).toContainText(
      /Submitted.*Delivered.*Read\+/s,
    );
  });

  test("a draft is kept for each person, whatever else is looked at", async ({ app }) => {
    const { page } = app;
    await atSimulator(page);
    await addPerson(page, "Alice", ALICE);
    await phoneField(page).fill("Not sent yet");
    await page.getByRole("button", { name: "Add a person" }).click();
    const form = page.getByRole("form", { name: "Add a person" });
    await form.getByRole("textbox", { name: "Name" }).fill("Not Alice");
    await form.getByRole("textbox", { name: "PSID" }).fill(ALICE);
    await expect(form).toContainText("Alice has this PSID.");
    await expect(form.getByRole("button", { name: "Add person" })).toBeDisabled();
    await form.getByRole("button", { name: "Cancel" }).click();
    await addPerson(page, "Bob");
    await phoneField(page).fill("Nor this");

    await app.open("Keys and JWT");
    await atSimulator(page);

    await personOf(page, /^Alice/).click();
    await expect(phoneField(page)).toHaveValue("Not sent yet");
    await personOf(page, /^Bob/).click();
    await expect(phoneField(page)).toHaveValue("Nor this");
  });

  test("a person is renamed, and removed after a question", async ({ app }) => {
    const { page } = app;
    await atSimulator(page);
    await addPerson(page, "Alice", ALICE);

    await page.getByRole("button", { name: "Rename Alice" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Alicia");
    await page.keyboard.press("Enter");
    await expect(personOf(page, /^Alicia/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Rename Alicia" })).toBeFocused();

    await page.getByRole("button", { name: "Remove Alicia" }).click();
    const question = page.getByRole("dialog", { name: "Remove Alicia" });
    await question.getByRole("button", { name: "Cancel" }).click();
    await expect(personOf(page, /^Alicia/)).toBeVisible();
    await page.getByRole("button", { name: "Remove Alicia" }).click();
    await question.getByRole("button", { name: "Remove" }).click();

    await expect(personOf(page, /^Alicia/)).toHaveCount(0);
    await expect(phoneOf(page)).toContainText("1111111111111111");
  });

  test("one of hundreds is found, and the list says how many there are", async ({ app }) => {
    const { page } = app;
    // Before the screen is open: what it draws of each arrival is another test's.
    await crowd(app.running, 204);
    await atSimulator(page);

    await expect(page.getByText("200 of 205 are shown")).toBeVisible();
    await expect(page.getByRole("list", { name: "Newest webhooks" }).getByRole("listitem")).toHaveCount(50);
    await page.getByRole("textbox", { name: "Find a person by name or PSID" }).fill("0000200");

    await expect(personOf(page, /./)).toHaveCount(1);
    await personOf(page, /3000…0200/).click();
    await expect(phoneOf(page)).toContainText("3000000000000200");
    await writeAs(page, "Found");
  });

  test("a picture without an address is the simulator's own, and one message alone can be spoilt", async ({
    app,
  }) => {
    const { page } = app;
    await atSimulator(page);
    await phoneOf(page).getByRole("radiogroup", { name: "Message type" }).getByText("Image").click();
    await phoneOf(page).getByRole("button", { name: "Duplicate" }).click();
    await phoneOf(page).getByRole("button", { name: "8 more" }).click();
    await phoneOf(page).getByRole("button", { name: "Unknown members" }).click();

    await phoneOf(page)
      .getByRole("button", { name: /^Send as user/ })
      .click();

    await expect(phoneOf(page).getByRole("listitem")).toContainText(/simulated-image\.png/);
    await expect(deliveryOf(app.page, /^Message.*Duplicate, Unknown members/)).toHaveCount(2);
    await expect(phoneOf(page).getByRole("button", { name: "Normal" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
  });
}

function describeSwitches(): void {
  test("a fault that is on spoils what is sent, is said everywhere, and goes by one press", async ({
    app,
  }) => {
    const { page } = app;
    await atSimulator(page, "switches");
    const marker = page.getByRole("region", { name: "Faults in force" });

    await toggleFault(page, "Bad signature");
    await expect(marker).toContainText("1 fault in force: Bad signature");
    await expect(
      page
        .getByRole("navigation", { name: "Main" })
        .getByRole("link", { name: "Simulator 1 fault in force" }),
    ).toBeVisible();
    await writeAs(page, "You have won a bike");
    await showPart(page, "Deliveries");
    await expect(deliveryOf(app.page, /^Message.*Refused 401/)).toBeVisible();
    await app.open("Events");
    await expect(page.getByRole("banner").getByRole("link", { name: "Simulator 1 fault" })).toBeVisible();
    await expect(app.row(/^Inbound text .*bad signature/)).toBeVisible();

    await atSimulator(page);
    await marker.getByRole("button", { name: "Switch all faults off" }).click();
    await expect(marker).toHaveCount(0);
    await writeAs(page, "Is the shop open?");

    await expect(deliveryOf(app.page, /^Message.*Taken 200/)).toBeVisible();
    await app.open("Events");
    await expect(app.row(/Is the shop open\?.*verified/)).toBeVisible();
  });

  test("in the sandbox a stranger's text is kept, until they have joined", async ({ app }) => {
    const { page } = app;
    await atSimulator(page, "switches");
    await page.getByRole("switch", { name: "Play the sandbox of the Messages API" }).click();
    await addPerson(page, "Carol");
    await expect(phoneOf(page)).toContainText("this person is no tester yet");

    await phoneField(page).fill("Let me in");
    await phoneField(page).press("Enter");
    await expect(phoneOf(page).getByRole("alert")).toContainText("The simulated message went to nobody.");
    await expect(phoneField(page)).toHaveValue("Let me in");
    await phoneOf(page).getByRole("button", { name: "Write the text to join" }).click();
    await expect(phoneField(page)).toBeFocused();
    await phoneField(page).press("Enter");

    await expect(phoneOf(page).getByText("Tester", { exact: true })).toBeVisible();
    await expect(phoneOf(page)).not.toContainText("no tester yet");
    await writeAs(page, "Hello from a tester");
    await showPart(page, "Deliveries");
    await expect(deliveryOf(app.page, /^Message of Carol .*Taken 200/)).toBeVisible();
    await showPart(page, "Switches");
    await expect(page.getByRole("list", { name: "Testers" })).toContainText("Carol");
  });

  test("a status is sent by hand, with the code of a failure", async ({ app }) => {
    const { page } = app;
    await app.receiveFirstMessage();
    await app.reply("Yes, from 10 to 16.");
    await app.expectRead();
    await atSimulator(page, "deliveries");
    await page.getByRole("button", { name: "Send a status" }).click();
    const form = page.getByRole("form", { name: "Send a status" });

    await form.getByRole("combobox", { name: "Status" }).selectOption("rejected");
    await form.getByRole("combobox", { name: "Of the message" }).selectOption({ index: 1 });
    await form.getByRole("textbox", { name: "Error code" }).fill("1340");
    await form.getByRole("button", { name: "Send status" }).click();

    await expect(form.getByRole("status")).toContainText("Sent, 200 in");
    await expect(
      phoneOf(page).getByRole("listitem").filter({ hasText: "Yes, from 10 to 16." }),
    ).toBeVisible();
    await app.open("Events");
    await expect(app.row(/^Rejected/)).toBeVisible();
  });

  test("a status is sent by hand of any message, also of one that nobody sent", async ({ app }) => {
    const { page } = app;
    await app.receiveFirstMessage();
    await app.reply("Yes, from 10 to 16.");
    await app.expectRead();
    await atSimulator(page, "deliveries");
    await page.getByRole("button", { name: "Send a status" }).click();
    const form = page.getByRole("form", { name: "Send a status" });
    await form.getByRole("combobox", { name: "Of the message" }).selectOption({ label: ANOTHER });
    const uuid = form.getByRole("textbox", { name: "message_uuid" });

    await uuid.fill(" aaaaaaaa-bbbb-cccc-dddd-0123456789ab ");
    await form.getByRole("button", { name: "Send status" }).click();
    await expect(form.getByRole("status")).toContainText("Sent, 200 in");
    await uuid.fill("");
    await form.getByRole("button", { name: "Send status" }).click();

    await expect.poll(() => deliveredUuids(app)).toHaveLength(3);
    const [ofReply, typed, invented] = await deliveredUuids(app);
    expect(typed).toBe("aaaaaaaa-bbbb-cccc-dddd-0123456789ab");
    expect(new Set([ofReply, typed, invented]).size).toBe(3);
    await expect(phoneOf(page).getByRole("listitem").filter({ hasText: "Yes, from 10 to 16." })).toHaveCount(
      1,
    );
  });
}

/** The messages of which a status "delivered" came in, in order. */
async function deliveredUuids(app: CompanionApp): Promise<readonly string[]> {
  const { stdout } = await app.command("events", "--json", "--query", "status:delivered");
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => (JSON.parse(line) as { messageUuid: string }).messageUuid); // of the contract
}
