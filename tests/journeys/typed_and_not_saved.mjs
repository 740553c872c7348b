//! Whatever was typed and not saved is back after the page died, in every form, and can be saved or thrown away. A line that was
//! taken out of an offer can be put back at its place, from wherever its seller is by then.

import { until } from "./harness/pause.mjs";
import { aboard, addProduct, newOffer, signIn } from "./people.mjs";

const BACK = "Your unsaved input is still here";

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB" });
  await signIn(tablet, "salesManager");
  await aboard(tablet);
  await aNewAccountIsFilledInAgain(tablet);
  await aFieldOfAnAccountIsThrownAway(tablet);
  const lines = await anOfferIsTypedOn(tablet);
  await whatIsNoValueHoldsTheConversion(tablet);
  await aLineIsPutBack(tablet, lines);
}

async function aNewAccountIsFilledInAgain(tablet) {
  const { page } = tablet;
  await tablet.open("/accounts/new");
  await field(page, "Name").fill("Kelionė UAB");
  await page.getByRole("combobox", { name: "Currency" }).selectOption("USD");
  await field(page, "City").pressSequentially("Kaun");
  await reload(page);
  await page.getByText(BACK).waitFor();
  await shows(page, "Name", "Kelionė UAB");
  await shows(page, "City", "Kaun");
  await page.getByRole("button", { name: "Save account" }).click();
  await page.waitForURL(/\/accounts\/[0-9a-f-]{36}$/);
  await page.getByText("Kaun").first().waitFor();
  await tablet.open("/accounts/new");
  await shows(page, "Name", "");
}

async function aFieldOfAnAccountIsThrownAway(tablet) {
  const { page } = tablet;
  await tablet.open("/accounts");
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.getByRole("link", { name: "Edit" }).click();
  const before = await field(page, "City").inputValue();
  await field(page, "City").pressSequentially("xyz");
  await reload(page);
  await page.getByText(BACK).waitFor();
  if ((await field(page, "City").inputValue()) === before) throw new Error("what was typed is not in its field");
  await page.getByRole("button", { name: "Discard input" }).click();
  await shows(page, "City", before);
  await page.getByText(BACK).waitFor({ state: "detached" });
}

async function anOfferIsTypedOn(tablet) {
  const { page } = tablet;
  await newOffer(tablet, "b");
  await addProduct(tablet, "va", "2");
  await addProduct(tablet, "ko", "3");
  const quantity = page.getByRole("textbox", { name: "Line 2, Quantity" });
  await typedAgainWhileTheDiskWrites(quantity, "5", "44");
  await reload(page);
  await page.getByText(BACK).waitFor();
  await page.getByRole("button", { name: "Save input" }).click();
  await page.getByText(BACK).waitFor({ state: "detached" });
  await page.reload();
  await until("the finished field stays", async () => (await quantity.inputValue()) === "44");
  return names(page);
}

/// The newer letters come before the finished ones can be on the disk.
async function typedAgainWhileTheDiskWrites(cell, finished, typed) {
  await cell.evaluate(
    (cell, [finished, typed]) => {
      const type = (letters) => {
        cell.value = letters;
        cell.dispatchEvent(new Event("input", { bubbles: true }));
      };
      type(finished);
      cell.dispatchEvent(new Event("change", { bubbles: true }));
      type(typed);
    },
    [finished, typed],
  );
}

/// Letters and impossible numbers stay where they were typed, say what is wrong, and nobody orders another quantity meanwhile.
async function whatIsNoValueHoldsTheConversion({ page }) {
  const quantity = page.getByRole("textbox", { name: "Line 2, Quantity" });
  const convert = page.getByRole("button", { name: "Convert" }).last();
  for (const typed of ["1w", "-5"]) {
    await quantity.fill(typed);
    await quantity.press("Tab");
    await until(`${typed} is marked`, async () => (await quantity.getAttribute("aria-invalid")) === "true");
    const stays = (await quantity.inputValue()).replace("\u2212", "-");
    if (stays !== typed) throw new Error(`${typed} became ${stays}`);
    const said = await quantity.evaluate((cell) => document.getElementById(cell.getAttribute("aria-describedby"))?.textContent);
    if (!said?.trim()) throw new Error("nobody hears what is wrong with it");
    await convert.and(page.locator("[aria-disabled=true]")).waitFor();
    await page.getByText("First mend this: Line 2, Quantity.").first().waitFor({ state: "attached" });
  }
  await quantity.focus();
  await quantity.press("Escape");
  await shows(page, "Line 2, Quantity", "44");
  await until("the offer can be converted", async () => (await convert.getAttribute("aria-disabled")) !== "true");
}

async function aLineIsPutBack(tablet, before) {
  const { page } = tablet;
  const offer = page.url();
  const first = page.locator(".offer-line").first();
  await first.getByRole("button", { name: "Line actions" }).click();
  await page.getByRole("menuitem", { name: "Remove line" }).click();
  await page.getByText("Line 1 removed").waitFor();
  await until("the next line has the focus", () => first.evaluate((line) => line.contains(document.activeElement)));
  await page.getByRole("navigation").first().getByRole("link", { name: "Products" }).click();
  await page.waitForURL(/\/products/);
  await page.getByRole("button", { name: /^Undo/ }).click();
  // as a thumb goes back: the page lives on, and with it what was begun
  await page.goBack();
  await page.waitForURL(offer);
  await until("the line is back at its place", async () => (await names(page)).join() === before.join());
}

/// No sooner than the last letter is on the disk: some milliseconds, and no hand is as quick as this program.
async function reload(page) {
  await page.waitForFunction(() => {
    const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime ?? 0;
    return last("sahada:draft-typed") > 0 && last("sahada:drafts-kept") >= last("sahada:draft-typed");
  });
  await page.reload();
}

function names(page) {
  return page.locator(".offer-line-title").allTextContents();
}

function field(page, name) {
  return page.getByRole("textbox", { name, exact: true });
}

async function shows(page, name, wanted) {
  await until(`${name} shows "${wanted}"`, async () => (await field(page, name).inputValue()) === wanted);
}
