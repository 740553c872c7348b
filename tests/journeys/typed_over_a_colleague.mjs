//! While somebody types, a colleague writes the same field: the letters stay, it is asked under the field which of the two it is to be, and
//! either answer holds for both; on a ticket, in a serial, on a return, on an offer and in a number of its line, which nobody orders before
//! it is answered. An answer that may not hold any more says so at its field and is asked again. A date is one change when it is finished,
//! however many digits its year has, and is asked about as words are; it is read over in the language of the page.

import { asked, records } from "./harness/database.mjs";
import { until } from "./harness/pause.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, addProduct, newOffer, signIn } from "./people.mjs";

const SAYS = {
  newTicket: /^New ticket$/,
  subject: /^Subject$/,
  make: /^Make the ticket$/,
  edit: /^Edit$/,
  phone: /^Telephone$/,
  contact: /^Contact$/,
  reported: /^Reported$/,
  languages: { lt: "Lietuvių", en: "English" },
  inTheErp: "In the ERP",
  convert: /^Convert$/,
  quantity: /^Line 1, Quantity$/,
  chooseFirst: "First choose which stays: Line 1, Quantity.",
  more: /^More actions$/,
  changeSerial: /^Change the serial number$/,
  serial: /^Serial number$/,
  newReturn: /^New return$/,
  found: "Found by the serial number.",
  takeIn: /^Take it in$/,
  to: (state) => new RegExp(`^Confirm: ${state}$`),
  exchange: /^Exchange$/,
  replacement: /^Replacement’s serial$/,
  note: /^Note/,
  meanwhile: (value) => `“${value}” was written here meanwhile`,
  mine: /^Keep mine$/,
  theirs: /^Keep theirs$/,
  upToDate: /^Up to date$/,
};

export default async function (world) {
  const { folder } = world.server;
  const [unit] = await soldUnits(folder);
  const tablet = await world.device("tablet", { language: "en-GB" });
  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  await signIn(tablet, "serviceManager");
  await signIn(desk, "administrator");
  await aboard(tablet);
  await aboard(desk);
  await onATicket(tablet, desk, folder, unit);
  await onAReturn(tablet, desk, folder, unit);
  const seller = await world.device("seller", { language: "en-GB" });
  await signIn(seller, "salesManager");
  await aboard(seller);
  await onAnOffer(seller, desk);
}

async function onATicket(tablet, desk, folder, unit) {
  const at = await ticketOf(tablet, unit);
  await desk.open(at);
  for (const { page } of [tablet, desk]) await page.getByRole("button", { name: SAYS.edit }).first().click();
  await isAskedAbout(tablet, desk, SAYS.phone, ["+90 532", "+90 212"]);
  await mine(tablet, desk, SAYS.phone, "+90 532");
  await isAskedAbout(tablet, desk, SAYS.contact, ["Selin", "Murat"]);
  await theirs(tablet, SAYS.contact, "Murat");
  await aDateIsOneChange(tablet, folder, at);
  await aDateThatCameMeanwhileStays(tablet, desk, folder, at);
  await aDateThatIsChosenReplacesTheirs(tablet, desk, folder, at);
  await aDateIsReadOver(tablet, at);
  for (const { page } of [tablet, desk]) {
    await page.getByRole("main").getByRole("button", { name: SAYS.more }).first().click();
    await page.getByRole("menuitem", { name: SAYS.changeSerial }).click();
  }
  await isAskedAbout(tablet, desk, SAYS.serial, ["HX-404-MINE", "HX-404-THEIRS"]);
  await theirs(tablet, SAYS.serial);
  await tablet.page.getByRole("main").getByText("HX-404-THEIRS", { exact: true }).waitFor();
}

/// The sale of the new unit may be with the ERP by then: theirs is what goes out.
async function onAReturn(tablet, desk, folder, { serial }) {
  const { page } = tablet;
  const main = page.getByRole("main");
  await tablet.open("/returns/new");
  const field = main.getByRole("textbox", { name: SAYS.serial });
  await field.fill(serial);
  await field.blur();
  await main.getByText(SAYS.found).waitFor();
  await main.getByRole("button", { name: SAYS.takeIn }).click();
  await page.waitForURL(/\/returns\/[0-9a-f-]{36}$/);
  for (const state of ["Approved for shipping", "Received"]) await confirm(page, state);
  await main.locator("label").filter({ hasText: SAYS.exchange }).click();
  await confirm(page, "Preparing for shipment");
  await level(tablet);
  const at = new URL(page.url()).pathname;
  await desk.open(at);
  await isAskedAbout(tablet, desk, SAYS.replacement, ["YENI-MINE", "YENI-THEIRS"]);
  await mineIsTooLate(tablet);
  await theirs(tablet, SAYS.replacement, "YENI-THEIRS");
  await level(tablet);
  const operation = (await records(folder, "rma_operation")).find(({ id }) => at.endsWith(id));
  if (operation.replacement !== "YENI-THEIRS") throw new Error(`the server has ${operation.replacement}`);
}

async function onAnOffer(seller, desk) {
  await newOffer(seller, "b");
  await level(seller);
  await desk.open(new URL(seller.page.url()).pathname);
  await isAskedAbout(seller, desk, SAYS.note, ["Delivered on Mon", "Delivered on Friday"]);
  await mine(seller, desk, SAYS.note, "Delivered on Mon");
  await addProduct(seller, "va", "2");
  await shows(desk, SAYS.quantity, "2");
  await isAskedAbout(seller, desk, SAYS.quantity, ["5", "7"]);
  await seller.page.getByText(SAYS.chooseFirst).first().waitFor({ state: "attached" });
  await mine(seller, desk, SAYS.quantity, "5");
  const convert = seller.page.getByRole("button", { name: SAYS.convert }).last();
  await until("the offer can be converted", async () => (await convert.getAttribute("aria-disabled")) !== "true");
}

/// An ERP has the sale of the new unit by now.
async function mineIsTooLate({ page }) {
  const main = page.getByRole("main");
  await main.getByText(SAYS.inTheErp).nth(1).waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: SAYS.mine }).click();
  const field = main.getByRole("textbox", { name: SAYS.replacement });
  await until("the field says why not", async () => (await field.getAttribute("aria-invalid")) === "true");
  const said = await field.evaluate((field) => document.getElementById(field.getAttribute("aria-describedby").split(" ")[0])?.textContent);
  if (!said?.trim()) throw new Error("nothing near the field says why");
  await until("it is read out", async () => (await page.getByRole("alert").allTextContents()).some((heard) => heard.trim() === said.trim()));
}

async function ticketOf(tablet, { serial }) {
  const { page } = tablet;
  await tablet.open(`/scan?q=${encodeURIComponent(serial)}`);
  await page.getByRole("link", { name: SAYS.newTicket }).click();
  await page.getByRole("textbox", { name: SAYS.subject }).fill("Display stays dark");
  await page.getByRole("button", { name: SAYS.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  await level(tablet);
  return new URL(page.url()).pathname;
}

/// One types and does not leave the field, the other finishes it.
async function isAskedAbout(device, desk, name, [typed, finished]) {
  const field = fieldOf(device, name);
  await field.fill("");
  await field.pressSequentially(typed);
  const other = fieldOf(desk, name);
  await other.fill(finished);
  await other.blur();
  await device.page.getByText(SAYS.meanwhile(finished)).waitFor({ timeout: 30_000 });
  const isThere = (field, typed) => field === document.activeElement && field.value === typed;
  if (!(await field.evaluate(isThere, typed))) throw new Error(`${typed} went, or the field lost the focus`);
  await device.look();
  // whoever leaves it without an answer writes over nothing
  await field.blur();
  await device.page.getByText(SAYS.meanwhile(finished)).waitFor();
}

async function mine(device, desk, name, value) {
  await device.page.getByRole("button", { name: SAYS.mine }).click();
  await shows(desk, name, value);
  await shows(device, name, value);
}

/// Without a value the field is closed by the answer.
async function theirs(device, name, value) {
  const answer = device.page.getByRole("button", { name: SAYS.theirs });
  await answer.click();
  await answer.waitFor({ state: "detached" });
  if (value) await shows(device, name, value);
}

/// Chromium tells of the years 0002, 0020 and 0202 too while 2026 is typed. Day and month are alike here: which comes first is the browser's.
async function aDateIsOneChange(tablet, folder, at) {
  const { page } = tablet;
  await page.getByLabel(SAYS.reported).focus();
  await page.keyboard.type("10102026");
  await page.keyboard.press("Enter");
  await level(tablet);
  await until("the day is with the server", async () => (await ticketAt(folder, at)).reported === "2026-10-10");
  const edits = await asked(folder, `SELECT body FROM intentions WHERE body LIKE '%"reported":{"edit"%'`);
  if (edits.length !== 1) throw new Error(`${edits.length} changes of one date`);
}

async function aDateThatCameMeanwhileStays(tablet, desk, folder, at) {
  const { page } = tablet;
  const field = page.getByLabel(SAYS.reported);
  // from its first digits on
  await field.blur();
  await field.focus();
  await page.keyboard.type("0909");
  await desk.page.getByLabel(SAYS.reported).fill("2026-08-08");
  await page.getByText(SAYS.meanwhile("8 August 2026, Saturday")).waitFor({ timeout: 30_000 });
  if ((await field.inputValue()) !== "2026-09-09") throw new Error("the date that is typed went");
  await field.blur();
  await tablet.look();
  await theirs(tablet);
  await until("the other day is shown", async () => (await field.inputValue()) === "2026-08-08");
  await level(tablet);
  const { reported } = await ticketAt(folder, at);
  if (reported !== "2026-08-08") throw new Error(`written over: ${reported}`);
}

async function aDateThatIsChosenReplacesTheirs(tablet, desk, folder, at) {
  const { page } = tablet;
  await page.getByLabel(SAYS.reported).focus();
  await page.keyboard.type("0707");
  await desk.page.getByLabel(SAYS.reported).fill("2026-06-06");
  await page.getByText(SAYS.meanwhile("6 June 2026, Saturday")).waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: SAYS.mine }).click();
  await until("the chosen day is with the server", async () => (await ticketAt(folder, at)).reported === "2026-07-07");
  await until("the colleague sees it", async () => (await desk.page.getByLabel(SAYS.reported).inputValue()) === "2026-07-07");
}

/// Where the browser writes days as another language does.
async function aDateIsReadOver({ page }, at) {
  await speak(page, SAYS.languages.lt);
  await go(page, at);
  await page.getByRole("main").getByRole("button", { name: "Redaguoti" }).first().click();
  await page.getByText("2026 m. liepos 7 d., antradienis").waitFor();
  await speak(page, SAYS.languages.en);
  await go(page, at);
}

async function speak(page, language) {
  await go(page, "/settings");
  await page.getByRole("radio", { name: language }).check({ force: true });
}

async function go(page, path) {
  await page.goto(new URL(path, page.url()).href);
}

async function ticketAt(folder, at) {
  return (await records(folder, "ticket")).find(({ id }) => at.endsWith(id));
}

function fieldOf({ page }, name) {
  return page.getByRole("main").getByRole("textbox", { name });
}

async function shows(device, name, value) {
  await until(`${device.name} shows ${value}`, async () => (await fieldOf(device, name).inputValue()) === value, 30);
}

async function confirm(page, state) {
  await page.getByRole("button", { name: SAYS.to(state) }).click();
  await page.getByRole("main").locator(".track [aria-current=step]").getByText(state, { exact: true }).waitFor();
}

async function level({ page }) {
  await page.getByText(SAYS.upToDate).first().waitFor({ timeout: 60_000 });
}
