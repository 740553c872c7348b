//! An administrator writes a checklist; a technician without signal takes it onto a ticket, adds a line, ticks with big boxes, and the
//! report shows what was done. Of an item that is ticked the bin is gone.

import { records } from "./harness/database.mjs";
import { aboard, SAYS as PEOPLE_SAY, signIn } from "./people.mjs";

const LINES = ["Filtre değişti", "Yağ seviyesi", "Kayış gerginliği"];
const OFFICE = {
  listName: /^Name of the list/,
  add: /^Add the list$/,
  items: /^Items/,
  upToDate: /^Up to date$/,
};
const SAYS = {
  subject: /^Konu$/,
  make: /^Talebi aç$/,
  take: /^Liste ekle$/,
  yearly: /^Yıllık bakım$/,
  checklist: /^Kontrol listesi$/,
  item: /^Yeni madde$/,
  addItem: /^Madde ekle$/,
  removeItem: /^Maddeyi sil$/,
  report: /^Raporu göster$/,
  upToDate: /^Güncel$/,
};

export default async function (world) {
  const { folder } = world.server;
  await writesAList(await world.device("office", { language: "en-US" }));

  const tablet = await world.device("tablet", { language: "tr-TR" });
  const { page } = tablet;
  await signIn(tablet, "technician");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.goOffline();
  await opensATicket(tablet);
  const main = page.getByRole("main");
  const list = main.getByRole("list", { name: SAYS.checklist });
  const box = (words) => list.getByRole("checkbox", { name: words });

  await main.getByRole("button", { name: SAYS.take }).click();
  await page.getByRole("dialog").getByRole("button", { name: SAYS.yearly }).click();
  await box(LINES[2]).waitFor();
  await main.getByRole("button", { name: SAYS.take }).waitFor({ state: "detached" });
  await main.getByRole("textbox", { name: SAYS.item }).fill("Vana sızıntısı");
  await main.getByRole("button", { name: SAYS.addItem }).click();
  await box("Vana sızıntısı").waitFor();
  await large(box(LINES[0]));
  await box(LINES[0]).check();
  await box(LINES[1]).check();
  await list.getByRole("listitem").filter({ hasText: LINES[0] }).getByText(/Murat/).waitFor();
  await main.getByText("2 / 4").waitFor();
  if ((await list.getByRole("button", { name: SAYS.removeItem }).count()) !== 2) throw new Error("what is ticked can be removed");
  await list.getByRole("listitem").filter({ hasText: "Vana" }).getByRole("button", { name: SAYS.removeItem }).click();
  await box("Vana sızıntısı").waitFor({ state: "detached" });
  await tablet.look();

  const at = new URL(page.url()).pathname;
  await page.getByRole("link", { name: SAYS.report }).click();
  const paper = page.getByRole("article");
  await paper.getByRole("row", { name: new RegExp(`${LINES[1]} (Yapıldı|Atlikta|Done), `) }).waitFor();
  await paper.getByRole("row", { name: new RegExp(`${LINES[2]} (Yapılmadı|Neatlikta|Not done)`) }).waitFor();
  await tablet.look();
  await tablet.open(at);

  await tablet.goOnline();
  await page.getByText(SAYS.upToDate).first().waitFor({ timeout: 60_000 });
  const ticket = (await records(folder, "ticket")).find(({ id }) => at.endsWith(id));
  const stands = ticket.checklist.map(({ text, ticked }) => [text, Boolean(ticked)]);
  const expected = [[LINES[0], true], [LINES[1], true], [LINES[2], false]];
  if (JSON.stringify(stands) !== JSON.stringify(expected)) throw new Error(`the server has ${JSON.stringify(ticket.checklist)}`);
}

/// A name first, then its lines in one field.
async function writesAList(office) {
  const { page } = office;
  await signIn(office, "administrator");
  await office.open("/settings/checklists");
  await page.getByRole("textbox", { name: OFFICE.listName }).fill("Yıllık bakım");
  await page.getByRole("button", { name: OFFICE.add }).click();
  await page.getByRole("link", { name: /Yıllık bakım/ }).click();
  const items = page.getByRole("textbox", { name: OFFICE.items });
  await items.fill(LINES.join("\n"));
  await items.blur();
  await office.look();
  await page.getByText(OFFICE.upToDate).first().waitFor({ timeout: 60_000 });
}

async function opensATicket(tablet) {
  const { page } = tablet;
  await tablet.open("/tickets/new");
  const account = page.getByRole("combobox", { name: PEOPLE_SAY.account });
  await account.fill("a");
  await page.getByRole("option").first().waitFor();
  await account.press("Enter");
  await page.getByRole("textbox", { name: SAYS.subject }).fill("Yıllık bakım");
  await page.getByRole("button", { name: SAYS.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
}

/// The whole row answers, not the square alone.
async function large(box) {
  const row = await box.locator("xpath=ancestor::label").boundingBox();
  if (row.height < 44 || row.width < 200) throw new Error(`a glove misses ${row.width} × ${row.height}`);
}
