//! A company without an ERP: an administrator names a warehouse; a service manager without signal enters a sale with its serial, sees
//! from then on whose that unit is, gives the sale another serial, and takes a sale that never happened back with a reason. With signal
//! both have their numbers and stand on the server as they were entered.

import { records } from "./harness/database.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

const OFFICE = {
  name: /^Name of the warehouse/,
  add: /^Add the warehouse$/,
  upToDate: /^Up to date$/,
};
const SAYS = {
  newDocument: /^Yeni belge$/,
  account: /^Hesap/,
  product: /^Ürün/,
  warehouse: /^Ambar$/,
  price: /^Birim fiyat/,
  serials: /^Seri numaraları$/,
  countWrong: "Seri numarası sayısı miktara uymuyor.",
  noLines: "En az bir ürün girin.",
  save: /^Belgeyi kaydet$/,
  saveSerials: /^Seri numaralarını kaydet$/,
  cancel: /^Belgeyi iptal et$/,
  reasonMissing: "Nedenini yazın.",
  reason: /^Neden/,
  isCancelled: "Bu belge iptal edilmiş.",
  upToDate: /^Güncel$/,
};
const WAREHOUSE = "Merkez depo";
const [FIRST, SECOND, NEVER] = ["EL-2026-1", "EL-2026-2", "EL-2026-9"];

export default async function (world) {
  const { folder } = world.server;
  const [sold] = await soldUnits(folder);
  const { code } = (await records(folder, "product")).find(({ id }) => id === sold.product);
  await namesAWarehouse(await world.device("office", { language: "en-US" }));

  const tablet = await world.device("tablet", { language: "tr-TR" });
  const { page } = tablet;
  await signIn(tablet, "serviceManager");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.goOffline();

  const address = await sells(tablet, sold.account.name, code, FIRST);
  const main = page.getByRole("main");
  await main.getByRole("link", { name: sold.account.name }).waitFor();
  await main.getByText(WAREHOUSE).waitFor();
  await tablet.look();
  await tablet.open(`/serials?serial=${FIRST}`);
  await main.getByText(sold.account.name).first().waitFor();
  await tablet.open(address);
  await main.getByRole("button", { name: SAYS.serials }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: SAYS.serials }).fill(SECOND);
  await dialog.getByRole("button", { name: SAYS.saveSerials }).click();
  await main.getByText(SECOND).waitFor();

  const taken = await sells(tablet, sold.account.name, code, NEVER);
  await main.getByRole("button", { name: SAYS.cancel }).click();
  await dialog.getByRole("button", { name: SAYS.cancel }).click();
  await dialog.getByText(SAYS.reasonMissing).waitFor();
  await dialog.getByRole("textbox", { name: SAYS.reason }).fill("Yanlış müşteri");
  await tablet.look();
  await dialog.getByRole("button", { name: SAYS.cancel }).click();
  await main.getByText(SAYS.isCancelled).waitFor();
  await tablet.open("/documents");
  await main.getByRole("link", { name: new RegExp(sold.account.name) }).first().waitFor();
  await tablet.look();

  await tablet.goOnline();
  await page.getByText(SAYS.upToDate).first().waitFor({ timeout: 60_000 });
  const all = await records(folder, "document");
  const at = (path) => all.find(({ id }) => path.endsWith(id));
  const [kept, cancelled] = [at(address), at(taken)];
  if (kept?.lines[0].serials.join() !== SECOND || kept.cancelled) throw new Error(`the server has ${JSON.stringify(kept)}`);
  if (kept.number === kept.provisional) throw new Error(`no number was given: ${kept.number}`);
  if (cancelled?.cancelled?.reason !== "Yanlış müşteri") throw new Error(`the server has ${JSON.stringify(cancelled)}`);
}

async function namesAWarehouse(office) {
  const { page } = office;
  await signIn(office, "administrator");
  await office.open("/settings/warehouses");
  await page.getByRole("textbox", { name: OFFICE.name }).last().fill(WAREHOUSE);
  await page.getByRole("button", { name: OFFICE.add }).click();
  await page.waitForFunction((name) => [...document.querySelectorAll("li input")].some((field) => field.value === name), WAREHOUSE);
  await office.look();
  await page.getByText(OFFICE.upToDate).first().waitFor({ timeout: 60_000 });
}

/// Answers the address of the sale.
async function sells(tablet, customer, code, serial) {
  const { page } = tablet;
  await tablet.open("/documents/new");
  const main = page.getByRole("main");
  const account = main.getByRole("combobox", { name: SAYS.account });
  await account.fill(customer);
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  await account.press("Enter");
  await main.getByRole("button", { name: SAYS.save }).click();
  await main.getByText(SAYS.noLines).waitFor();
  await main.getByRole("combobox", { name: SAYS.warehouse }).selectOption({ label: WAREHOUSE });
  const product = main.getByRole("combobox", { name: SAYS.product });
  await product.fill(code);
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  await product.press("Enter");
  const serials = main.getByRole("textbox", { name: SAYS.serials });
  await serials.fill(`${serial}, BIR-FAZLA`);
  await main.getByText(SAYS.countWrong).waitFor();
  await serials.fill(serial);
  await main.getByText(SAYS.countWrong).waitFor({ state: "detached" });
  await tablet.look();
  await main.getByRole("button", { name: SAYS.save }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}
