//! An administrator calls a state by the company's own name and moves another one up; service without signal sees both on a ticket. Once
//! it is called off, nothing is offered there that would be refused.

import { aboard, SAYS as PEOPLE_SAY, signIn } from "./people.mjs";

const OWN = "Ekip yolda";
const OFFICE = {
  onTheWay: /^On the way/,
  turkish: /^Türkçe/,
  moveUp: /^Move up: Waiting for a part$/,
  upToDate: /^Up to date$/,
};
const SAYS = {
  subject: /^Konu$/,
  make: /^Talebi aç$/,
  more: /^Diğer işlemler$/,
  cancel: /^Talebi iptal et$/,
  cancelled: "İptal edildi",
  note: /^Not ekle$/,
};
const REFUSED_THEN = [/^İşe başla$/, /^Yola çık$/, /^Parça$/, /^İmzalat$/, /^Madde ekle$/, /^Satıştan teklif iste$/, /^Düzenle$/];

export default async function (world) {
  await sets(await world.device("office", { language: "en-US" }));

  const tablet = await world.device("tablet", { language: "tr-TR" });
  const { page } = tablet;
  await signIn(tablet, "serviceManager");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.goOffline();
  await tablet.open("/tickets/new");
  const account = page.getByRole("combobox", { name: PEOPLE_SAY.account });
  await account.fill("a");
  await page.getByRole("option").first().waitFor();
  await account.press("Enter");
  await page.getByRole("textbox", { name: SAYS.subject }).fill("Kayış gıcırdıyor");
  await page.getByRole("button", { name: SAYS.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  const onward = page.getByRole("button", { name: OWN });
  await onward.waitFor();
  await page.getByRole("button", { name: SAYS.more }).last().click();
  const part = page.getByRole("menuitem", { name: "Parça bekleniyor" });
  const customer = page.getByRole("menuitem", { name: "Müşteri bekleniyor" });
  if ((await part.boundingBox()).y >= (await customer.boundingBox()).y) throw new Error("the order is the usual one");
  await page.keyboard.press("Escape");
  await onward.click();
  const main = page.getByRole("main");
  await main.getByText(OWN).first().waitFor();

  await page.getByRole("button", { name: SAYS.more }).last().click();
  await page.getByRole("menuitem", { name: SAYS.cancel }).click();
  await main.getByText(SAYS.cancelled).first().waitFor();
  await main.getByRole("button", { name: SAYS.note }).waitFor();
  for (const name of REFUSED_THEN) {
    if (await main.getByRole("button", { name }).count()) throw new Error(`a cancelled ticket offers ${name}`);
  }
  await tablet.look();
}

/// Names and order are in effect at once.
async function sets(office) {
  const { page } = office;
  await signIn(office, "administrator");
  await office.open("/settings/tickets");
  const state = page.locator("section").filter({ has: page.getByRole("heading", { name: OFFICE.onTheWay }) });
  const name = state.getByRole("textbox", { name: OFFICE.turkish });
  await name.fill(OWN);
  await name.blur();
  await page.getByRole("button", { name: OFFICE.moveUp }).click();
  const titles = page.getByRole("heading", { level: 2 });
  await titles.nth(4).filter({ hasText: "Waiting for a part" }).waitFor();
  await office.look();
  await page.getByText(OFFICE.upToDate).first().waitFor({ timeout: 60_000 });
}
