//! Whoever types a third value on a phone finds the letters again when the tab was closed. Answered on another device meanwhile, the
//! entry says so in its place, and the letters stay readable until they are thrown away.

import { until } from "./harness/pause.mjs";
import { SAYS, aboard, openProduct, rename, signIn } from "./people.mjs";

const LETTERS = "Typed half";
const BACK = "Your unsaved input is still here";
const LEFT = { name: /What you typed here was not sent/ };
const CHANGED_TWICE = { name: /Name: changed twice/ };

export default async function (world) {
  const phone = await world.device("phone", { size: "phone", language: "en-GB" });
  const tablet = await world.device("tablet", { language: "en-GB" });
  const desk = await world.device("desk", { size: "desktop", language: "tr-TR" });
  for (const [device, person] of [[phone, "salesperson"], [tablet, "salesperson"], [desk, "salesManager"]]) {
    await signIn(device, person);
    await aboard(device);
  }
  const path = await openProduct(tablet, "vidali");
  await changedTwice(tablet, desk, path);

  await openEntry(phone);
  const entry = phone.page.url();
  await typeHalf(phone);
  await phone.reopen(new URL(entry).pathname);
  await phone.page.getByText(BACK).waitFor();
  await until("the letters are back", async () => (await field(phone).inputValue()) === LETTERS);
  await phone.look();

  await openEntry(tablet);
  await tablet.page.getByRole("button", { name: /^Keep mine/ }).click();
  await tablet.page.waitForURL(/\/inbox$/);
  await tellsWhoAnswered(phone, /^You decided this just now, on another device/);
  // its own answer, looked at later, is nobody else's
  await tablet.open(new URL(entry).pathname);
  await tablet.page.getByText(/^You decided this/).first().waitFor();
  if (await tablet.page.getByText(LETTERS).count()) throw new Error("letters of another device are shown");

  // whoever closed the tab meanwhile finds the letters from the list
  await phone.reopen("/inbox");
  await phone.page.getByRole("link", LEFT).click();
  await tellsWhoAnswered(phone, /^You decided this\.$/);
  await phone.page.getByRole("button", { name: "Discard input" }).click();
  await phone.page.getByText(LETTERS).waitFor({ state: "detached" });
  await phone.page.getByRole("main").getByRole("link", { name: "Back to the inbox" }).click();
  await phone.page.waitForURL(/\/inbox$/);
  await phone.page.getByText("Nothing needs your decision").waitFor();
  await until("nothing of it is left", async () => (await phone.page.getByRole("link", LEFT).count()) === 0);
}

async function changedTwice(tablet, desk, path) {
  await until("the tablet is level", async () => (await tablet.page.getByText(SAYS.upToDate).count()) > 0);
  await tablet.goOffline();
  await rename(tablet, path, "Mine");
  await rename(desk, path, "Theirs");
  await until("the desk's name is accepted", async () => (await desk.page.getByText(SAYS.upToDate).count()) > 0);
  await tablet.goOnline();
}

async function openEntry(device) {
  await device.open("/inbox");
  const entry = device.page.getByRole("link", CHANGED_TWICE);
  await entry.waitFor({ timeout: 30_000 });
  await entry.click();
  await device.page.waitForURL(/\/inbox\/[0-9a-f-]{36}$/);
}

async function typeHalf({ page }) {
  await page.getByRole("button", { name: "Enter another value" }).click();
  await until("the field has the focus", () => page.getByRole("textbox", { name: "Name" }).evaluate((field) => field === document.activeElement));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(LETTERS);
  await page.waitForFunction(() => {
    const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime ?? 0;
    return last("sahada:draft-typed") > 0 && last("sahada:drafts-kept") >= last("sahada:draft-typed");
  });
}

function field({ page }) {
  return page.getByRole("textbox", { name: "Name" });
}

/// In the entry's place, by whom and how, with the letters.
async function tellsWhoAnswered(phone, who) {
  const { page } = phone;
  await page.getByText(who).first().waitFor({ timeout: 30_000 });
  await page.getByText("The work was sent again, with the value that was chosen.").waitFor();
  await page.getByRole("status").getByText("What you typed here was not sent").waitFor();
  await page.getByText(LETTERS, { exact: true }).waitFor();
  if (await page.getByText("Aboard this device").isVisible()) throw new Error("another page's content stands there");
  await phone.look();
}
