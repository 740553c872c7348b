//! A technician without signal builds in a part and asks sales for an offer; sales finds the ticket on its first page, and one tap makes
//! the offer with the part in it. Each leads to the other, and nobody asks any more.

import { records } from "./harness/database.mjs";
import { aboard, SAYS as PEOPLE_SAY, signIn } from "./people.mjs";

const ROAD = {
  subject: /^Konu$/,
  make: /^Talebi aç$/,
  part: /^Parça$/,
  productSearch: /^Ürün ara/,
  parts: /^Kullanılan parçalar$/,
  usePart: /^Parçayı yaz$/,
  ask: /^Satıştan teklif iste$/,
  makeOffer: /^Teklif hazırla$/,
  wanted: "Teklif isteniyor",
  upToDate: /^Güncel$/,
};
const OFFICE = {
  wanted: /^Tickets that want an offer$/,
  makeOffer: /^Make an offer$/,
  offer: /^Offer$/,
  ticket: /^Ticket DK-\d{5}$/,
  upToDate: /^Up to date$/,
};

export default async function (world) {
  const { folder } = world.server;
  const product = (await records(folder, "product")).find(({ archived, code }) => !archived && code);
  const tablet = await world.device("tablet", { language: "tr-TR" });
  await signIn(tablet, "technician");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.goOffline();
  const at = await asks(tablet, product);
  await tablet.goOnline();
  await tablet.page.getByText(ROAD.upToDate).first().waitFor({ timeout: 60_000 });

  const office = await world.device("office", { language: "en-US" });
  const { page } = office;
  await signIn(office, "salesManager");
  const list = page.getByRole("list", { name: OFFICE.wanted });
  await list.getByRole("link").first().click({ timeout: 60_000 });
  await page.waitForURL(new RegExp(`${at}$`));
  await office.look();
  await page.getByRole("button", { name: OFFICE.makeOffer }).click();
  await page.waitForURL(/\/offers\/[0-9a-f-]{36}$/);
  const offer = new URL(page.url()).pathname.split("/").pop();
  await page.locator(".offer-line").getByText(product.name).first().waitFor();
  await office.look();
  await page.getByRole("link", { name: OFFICE.ticket }).click();
  await page.waitForURL(new RegExp(`${at}$`));
  await page.getByRole("list", { name: OFFICE.offer }).getByRole("link").waitFor();
  await page.getByText("Offer wanted").waitFor({ state: "detached" });
  await page.getByText(OFFICE.upToDate).first().waitFor({ timeout: 60_000 });
  await holds(folder, at.split("/").pop(), offer, product);
}

/// A ticket with a part; the technician makes no offers, so sales is asked.
async function asks(tablet, product) {
  const { page } = tablet;
  await tablet.open("/tickets/new");
  const account = page.getByRole("combobox", { name: PEOPLE_SAY.account });
  await account.fill("a");
  await page.getByRole("option").first().waitFor();
  await account.press("Enter");
  await page.getByRole("textbox", { name: ROAD.subject }).fill("Vana sızdırıyor");
  await page.getByRole("button", { name: ROAD.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  const main = page.getByRole("main");
  await main.getByRole("button", { name: ROAD.part }).click();
  const part = main.getByRole("combobox", { name: ROAD.productSearch }).last();
  await part.fill(product.code);
  await page.getByRole("option").first().waitFor();
  await part.press("Enter");
  await main.getByRole("button", { name: ROAD.usePart }).click();
  await main.getByRole("list", { name: ROAD.parts }).getByText(product.name).waitFor();
  if (await main.getByRole("button", { name: ROAD.makeOffer }).count()) throw new Error("a technician is offered to make offers");
  await main.getByRole("button", { name: ROAD.ask }).click();
  await main.getByText(ROAD.wanted).waitFor();
  await tablet.look();
  return new URL(page.url()).pathname;
}

async function holds(folder, ticket, offer, product) {
  const offers = await records(folder, "offer");
  const made = offers.find(({ id }) => id === offer);
  if (made?.ticket !== ticket) throw new Error(`the offer names ${made?.ticket}`);
  if (made.lines.length !== 1 || made.lines[0].product !== product.id) throw new Error(`its lines are ${JSON.stringify(made.lines)}`);
  const stands = (await records(folder, "ticket")).find(({ id }) => id === ticket);
  if (stands.offer_wanted) throw new Error("somebody still asks");
}
