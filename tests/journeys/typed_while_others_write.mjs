//! Whoever types a third value keeps the letters while a colleague writes once more, sees the new value, and answers the question as it
//! stands then. By keyboard one goes from entry to entry, and nothing is cut at 400 % zoom.

import { until } from "./harness/pause.mjs";
import { SAYS, aboard, rename, signIn } from "./people.mjs";

/// 780 pixels at 400 %.
const NARROW = { width: 195, height: 700 };
const CHANGED_TWICE = { name: /Name: changed twice/ };

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB" });
  const desk = await world.device("desk", { size: "desktop", language: "tr-TR" });
  await signIn(tablet, "salesperson");
  await signIn(desk, "salesManager");
  await aboard(tablet);
  await aboard(desk);
  const paths = await twoProducts(tablet);
  await until("the tablet is level", async () => (await tablet.page.getByText(SAYS.upToDate).count()) > 0);
  await tablet.goOffline();
  await renameAll(tablet, paths, "Mine");
  await renameAll(desk, paths, "Theirs");
  await tablet.goOnline();

  const { page } = tablet;
  await tablet.open("/inbox");
  const entries = page.getByRole("link", CHANGED_TWICE);
  await entries.nth(1).waitFor({ timeout: 30_000 });
  await entries.first().focus();
  await page.keyboard.press("Enter");
  const field = await lettersStay(tablet, () => renameAll(desk, paths, "Again"));
  await page.keyboard.type("tween");
  if ((await field.inputValue()) !== "Typed between") throw new Error("the letters went");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/inbox$/);
  await until("the next entry has the focus", () => entries.first().evaluate((link) => link === document.activeElement));
  await tablet.look();

  await page.setViewportSize(NARROW);
  await nothingIsCut(page, "the list");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Enter another value" }).press("Enter");
  await page.getByRole("textbox", { name: "Name" }).waitFor();
  await nothingIsCut(page, "the entry");
  await desk.open("/products");
  await desk.page.getByRole("searchbox").fill("Typed between");
  await desk.page.getByRole("main").getByRole("link", { name: /Typed between/ }).waitFor({ timeout: 30_000 });
}

async function twoProducts({ page }) {
  const paths = [];
  for (const at of [0, 1]) {
    await page.goto(new URL("/products", page.url()).href);
    await page.getByRole("searchbox").fill("vidali");
    await page.getByRole("main").getByRole("link", { name: /vida/i }).nth(at).click();
    await page.waitForURL(/\/products\/[0-9a-f-]{36}/);
    paths.push(new URL(page.url()).pathname);
  }
  return paths;
}

async function renameAll(device, paths, name) {
  for (const [at, path] of paths.entries()) await rename(device, path, `${name} ${at + 1}`);
  await until("it is accepted or waits", async () => device.offline || (await device.page.getByText(SAYS.upToDate).count()) > 0);
}

/// Typed half, while `others` write.
async function lettersStay(tablet, others) {
  const { page } = tablet;
  await page.getByRole("button", { name: "Enter another value" }).press("Enter");
  const field = page.getByRole("textbox", { name: "Name" });
  await until("the field has the focus", () => field.evaluate((field) => field === document.activeElement));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Typed be");
  await others();
  await page.getByText(/^The other value changed while you were typing\. Now: Again [12]$/).waitFor({ timeout: 30_000 });
  await until("the field still has the focus", () => field.evaluate((field) => field === document.activeElement));
  await tablet.look();
  return field;
}

/// Nobody scrolls sideways, and no words end before their end.
async function nothingIsCut(page, what) {
  const cut = await page.evaluate(() => {
    const isSeen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
    const isForReaders = (element) => element.closest(".visually-hidden, [aria-hidden='true'], .skip-link");
    const leaves = [...document.querySelectorAll("main *")].filter((element) => isSeen(element) && !isForReaders(element));
    const beyond = (element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -1 || right > innerWidth + 1;
    };
    const isClipped = (element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible";
    const names = leaves.filter((element) => beyond(element) || isClipped(element));
    return names.map((element) => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 40)}`).slice(0, 12);
  });
  if (cut.length) throw new Error(`${what} is cut: ${cut.join(" | ")}`);
}
