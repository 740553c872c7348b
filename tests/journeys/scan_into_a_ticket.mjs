//! On a phone in a basement the camera reads into a ticket's line: what is known of the serial stands over the still picture, and nothing
//! is filled in before a person takes it; another product's is not taken, one that nobody knows is kept as unverified. Of three pieces
//! one gets the serial, and the others are offered as lines of their own for as long as nobody answers. What was before with a unit
//! stands in the source's five columns.

import { join } from "node:path";
import { records } from "./harness/database.mjs";
import { plate, seeing } from "./harness/plates.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

export const sizes = ["phone"];

const TERRITORIES = ["marmara", "ege", "anadolu"];
/// More than stand in the history at once.
const TICKETS_BEFORE = 9;
const SAYS = {
  newTicket: /^Yeni talep$/,
  subject: /^Konu$/,
  make: /^Talebi aç$/,
  product: /^Ürün$/,
  productSearch: /^Ürün ara/,
  serial: /^Seri no$/,
  quantity: /^Miktar/,
  camera: "Kamerayla okut",
  fits: "Seri doğru",
  use: /^Bu numarayı kullan$/,
  again: /^Yeniden okut$/,
  keep: /^Doğrulanmadan kullan$/,
  otherProduct: "Girilen seri numarası bu ürüne ait değildir.",
  unverified: "Doğrulanmadı",
  addLines: /^2 satır ekle$/,
  notNeeded: /^Gerek yok$/,
  history: /^Geçmiş · 9$/,
  more: /^1 tane daha$/,
  onATicket: /^Doğrulanmadan talebe al$/,
  whichProduct: /^Hangi ürün/,
};

export default async function (world) {
  const { folder } = world.server;
  const products = new Map((await records(folder, "product")).map((product) => [product.id, product]));
  const sold = (await soldUnits(folder)).filter(({ document }) => TERRITORIES.includes(document.place.territory));
  const units = sold.map((unit) => ({ ...unit, product: products.get(unit.product) }));
  const ours = units[0];
  const other = units.find(({ product }) => product.id !== ours.product.id);
  const phone = await world.device("phone", { language: "tr-TR" });
  await signIn(phone, "technician");
  await phone.readyForTheRoad();
  await aboard(phone);
  await phone.goOffline();
  for (let before = 0; before < TICKETS_BEFORE; before++) await ticketOf(phone, ours, `Bakım ${before + 1}`);

  const at = await ticketWithThree(phone, ours);
  const sees = async (text) => {
    phone.args = seeing(await plate(join(world.place, "film.y4m"), [{ kind: "code128", text }]));
    await phone.restart(at);
    await phone.page.getByRole("button", { name: SAYS.camera }).first().click();
  };
  await isHeldBack(phone, sees, other);
  await isTakenByAPerson(phone, sees, ours);
  await offersTheOthers(phone, at);
  await keepsWhatNobodyKnows(phone, sees);
  await saysWhatWasBefore(phone);
}

/// With one machine, from its own page.
async function ticketOf(phone, { serial, product }, subject) {
  const { page } = phone;
  await phone.open(`/scan?q=${encodeURIComponent(serial)}`);
  await page.getByRole("link", { name: SAYS.newTicket }).click();
  await page.getByRole("textbox", { name: SAYS.subject }).fill(subject);
  await page.getByRole("button", { name: SAYS.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  await page.getByText(product.name).first().waitFor();
}

/// The same product three times, without a serial; answers where the ticket is.
async function ticketWithThree(phone, { account, product }) {
  const { page } = phone;
  await phone.open(`/tickets/new?account=${account.id}`);
  await page.getByRole("textbox", { name: SAYS.subject }).fill("Üç makine duruyor");
  await page.getByRole("button", { name: SAYS.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  await addProduct(phone, product);
  const quantity = page.locator(".ticket-line").first().getByRole("textbox", { name: SAYS.quantity });
  await quantity.fill("3");
  await quantity.press("Tab");
  await phone.look();
  return new URL(page.url()).pathname;
}

async function addProduct({ page }, product) {
  const search = page.getByRole("combobox", { name: SAYS.productSearch });
  await search.fill(product.code);
  await page.getByRole("option").first().waitFor();
  await search.press("Enter");
  await page.locator(".ticket-line").first().waitFor();
}

/// SER-04: looked at again, or left.
async function isHeldBack(phone, sees, other) {
  await sees(other.serial);
  const dialog = phone.page.getByRole("dialog");
  await dialog.getByText(SAYS.otherProduct).waitFor();
  await dialog.getByText(other.product.name).waitFor();
  await phone.look();
  if (await dialog.getByRole("button", { name: SAYS.use }).count()) throw new Error("another product’s serial may be taken");
  await dialog.getByRole("button", { name: SAYS.again }).click();
  await dialog.getByText(SAYS.otherProduct).waitFor();
  await empty(phone);
}

async function isTakenByAPerson(phone, sees, ours) {
  await sees(ours.serial);
  const dialog = phone.page.getByRole("dialog");
  await dialog.getByText(SAYS.fits).waitFor();
  await dialog.getByText(ours.product.name).waitFor();
  await dialog.locator("img.scanner-video").waitFor();
  await phone.look();
  await empty(phone);
  await dialog.getByRole("button", { name: SAYS.use }).click();
  await phone.page.locator(".ticket-line").getByText(ours.serial, { exact: true }).waitFor();
}

async function empty({ page }) {
  const typed = await page.locator(".ticket-line").first().getByRole("textbox", { name: SAYS.serial, includeHidden: true }).inputValue();
  if (typed) throw new Error(`filled in silently: ${typed}`);
}

/// By keyboard here; the first answer is a tap's.
async function offersTheOthers(phone, at) {
  await phone.page.getByRole("button", { name: SAYS.addLines }).waitFor();
  await phone.look();
  await phone.restart(at);
  const add = phone.page.getByRole("button", { name: SAYS.addLines });
  await add.focus();
  await phone.page.keyboard.press("Enter");
  await phone.page.locator(".ticket-line").nth(2).waitFor();
  await add.waitFor({ state: "hidden" });
}

async function keepsWhatNobodyKnows(phone, sees) {
  const unknown = "HX-404-YOK";
  await sees(unknown);
  const dialog = phone.page.getByRole("dialog");
  await dialog.getByText(SAYS.unverified).waitFor();
  await phone.look();
  await dialog.getByRole("button", { name: SAYS.keep }).click();
  const line = phone.page.locator(".ticket-line").filter({ hasText: unknown });
  await line.getByText(SAYS.unverified).waitFor();
}

async function saysWhatWasBefore(phone) {
  const { page } = phone;
  await page.getByRole("button", { name: SAYS.history }).click();
  const table = page.getByRole("dialog").getByRole("table");
  await table.getByText("Bakım 9", { exact: true }).waitFor();
  for (const head of ["Tanım", "Talep no", "Tarih", "Durum", "Sorumlu"]) {
    if ((await table.locator("thead th", { hasText: head }).count()) !== 1) throw new Error(`no column ${head}`);
  }
  if (await table.getByText("Bakım 1", { exact: true }).count()) throw new Error("all rows stand there at once");
  await phone.look();
  await page.getByRole("button", { name: SAYS.more }).click();
  await table.getByText("Bakım 1", { exact: true }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  await page.getByRole("heading", { level: 1, name: "Bakım 1" }).waitFor();
}
