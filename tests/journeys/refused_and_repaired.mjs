//! Two people change one field without knowing of each other: the second one's change waits in the inbox with both values side
//! by side. Keeping one's own makes it stand everywhere, and so does a third value, typed without signal and without a mouse.

import { until } from "./harness/pause.mjs";
import { SAYS, aboard, openProduct, rename, signIn } from "./people.mjs";

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB" });
  const desk = await world.device("desk", { size: "desktop", language: "tr-TR" });
  await signIn(tablet, "salesperson");
  await signIn(desk, "salesManager");
  await aboard(tablet);
  await aboard(desk);
  const path = await openProduct(tablet, "vidali");

  await changedTwice(tablet, desk, path, "Mine from the road", "Theirs from the desk");
  await openEntry(tablet);
  await tablet.page.getByText("Theirs from the desk").first().waitFor();
  // who wrote it, and when
  await tablet.page.getByText(/^Deniz/).first().waitFor();
  await tablet.page.getByText(/^(just now|\d+ min ago)$/).first().waitFor();
  await tablet.page.getByText("Mine from the road").first().waitFor();
  await tablet.page.getByRole("button", { name: /^Keep Deniz’s/ }).waitFor();
  await besideEachOther(tablet);
  await tablet.page.getByRole("button", { name: /^Keep mine/ }).click();

  await stands(desk, path, "Mine from the road");
  await nothingOpen(tablet);

  await changedTwice(tablet, desk, path, "Mine once more", "Theirs once more");
  await openEntry(tablet);
  await tablet.goOffline();
  const other = tablet.page.getByRole("button", { name: "Enter another value" });
  await other.focus();
  await tablet.page.keyboard.press("Enter");
  const field = tablet.page.getByRole("textbox", { name: "Name" });
  await until("the field has the focus", () => field.evaluate((field) => field === document.activeElement));
  await tablet.look();
  // nothing is decided by giving up
  await tablet.page.keyboard.press("Escape");
  await until("the button has the focus again", () => other.evaluate((button) => button === document.activeElement));
  await tablet.page.keyboard.press("Enter");
  await until("the field has the focus", () => field.evaluate((field) => field === document.activeElement));
  await tablet.page.keyboard.press("ControlOrMeta+a");
  await tablet.page.keyboard.type("A third of both");
  await tablet.page.keyboard.press("Enter");
  await tablet.page.waitForURL(/\/inbox$/);
  await nothingOpen(tablet);
  await tablet.goOnline();
  await stands(desk, path, "A third of both");
  await nothingOpen(tablet);
}

/// Both see the same name and write another one, the tablet without signal; it hears last.
async function changedTwice(tablet, desk, path, mine, theirs) {
  await until("the tablet is level", async () => (await tablet.page.getByText(SAYS.upToDate).count()) > 0);
  await tablet.goOffline();
  await rename(tablet, path, mine);
  await rename(desk, path, theirs);
  await until("the desk's name is accepted", async () => (await desk.page.getByText(SAYS.upToDate).count()) > 0);
  await tablet.goOnline();
}

async function openEntry(tablet) {
  await tablet.open("/inbox");
  const entry = tablet.page.getByRole("link", { name: /Name: changed twice/ });
  await entry.waitFor({ timeout: 30_000 });
  await entry.click();
}

async function stands(desk, path, name) {
  await desk.open(path);
  await until(`${name} stands at the desk`, async () => (await desk.page.getByRole("heading").allTextContents()).some((text) => text.includes(name)));
}

async function nothingOpen(tablet) {
  await tablet.open("/inbox");
  await tablet.page.getByRole("heading", { level: 1 }).waitFor();
  await until("the inbox is empty", async () => (await tablet.page.getByRole("link", { name: /changed twice/ }).count()) === 0);
}

/// On a tablet nobody scrolls from one side to the other.
async function besideEachOther({ page }) {
  const sides = page.locator(".conflict-card-side");
  const [mine, theirs] = [await sides.nth(0).boundingBox(), await sides.nth(1).boundingBox()];
  if (mine.y !== theirs.y) throw new Error(`mine at ${mine.y}, theirs at ${theirs.y}`);
}
