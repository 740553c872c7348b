//! A service manager in the yard, the network cut after preparing: a serial nobody here knows makes a draft, which its author drops
//! again; one that was sold shows its sale and its customer, is taken in, and is confirmed state by state, once with a note, which is undone
//! with another; its sale opens from its field; it goes through a
//! repair with its department until it is shipped; two taps where one was meant confirm one state. Two parts are written off and one of them is taken off again. The way is dashed while
//! only this device knows of it; with signal everything is accepted, the stock operation with its part included, and nobody is asked
//! about the draft.

import { records } from "./harness/database.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

const SAYS = {
  newReturn: /^Nauja operacija$/,
  serial: /^Serijos numeris$/,
  draft: "Numerio šio įrenginio registre nėra",
  found: "Rasta pagal serijos numerį.",
  fault: /^Gedimas kliento žodžiais$/,
  diagnosis: /^Diagnozė$/,
  takeIn: /^Užregistruoti$/,
  confirm: /^Patvirtinti$/,
  to: (state) => new RegExp(`^Patvirtinti: ${state}$`),
  chooseTask: "Prieš tęsdami pasirinkite kitą užduotį.",
  repair: /^Remontas$/,
  department: /^Padalinys$/,
  stockOperation: /Atsargų operacija, dalių nurašymas/,
  more: /^Kiti veiksmai$/,
  dropDraft: /^Atsisakyti juodraščio$/,
  cancelled: "Atšaukta",
  inboxEmpty: "Nėra nieko, dėl ko reikėtų apsispręsti",
  withNote: /^Patvirtinti su pastaba$/,
  note: /^Pastaba$/,
  undoLast: /^Grąžinti vieną žingsnį$/,
  undo: /^Grąžinti žingsnį$/,
  backTo: "Operacija grįš į būseną „Nauja“",
  log: /^Būsenų žurnalas$/,
  additionalFields: ["Papildomas laukas Nr. 1", "Papildomas laukas Nr. 2"],
  noParts: "Dalių nepanaudota.",
  addPart: /^Pridėti dalį$/,
  part: /^Dalis$/,
  quantity: /^Kiekis$/,
  partSerials: /^Dalies serijos numeriai$/,
  partMissing: "Pasirinkite dalį.",
  writeOff: /^Nurašyti$/,
  remove: (name) => `Pašalinti: ${name}`,
  shipped: "Išsiųsta klientui",
  untold: "Klientui nepranešta",
  upToDate: /^Suderinta$/,
};
const NOTE = "Klientas atveš pats";
const UNDONE = "Dar tariamasi";
const PART_SERIAL = "DALIS-0042";
const FAULT = "Neįsijungia, kvepia degėsiais";

export default async function (world) {
  const { folder } = world.server;
  const [sold] = await soldUnits(folder);
  const parts = await twoParts(folder, sold);

  const tablet = await world.device("tablet", { language: "lt-LT" });
  const { page } = tablet;
  await signIn(tablet, "serviceManager");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.open("/returns");
  await page.getByRole("link", { name: SAYS.newReturn }).first().waitFor();
  await tablet.look();
  await tablet.goOffline();

  await page.getByRole("link", { name: SAYS.newReturn }).first().click();
  const main = page.getByRole("main");
  const serial = main.getByRole("textbox", { name: SAYS.serial });
  await serial.fill("HX-404-YOK");
  await serial.blur();
  await main.getByText(SAYS.draft).waitFor();
  await dropsDraft(tablet);
  await page.getByRole("link", { name: SAYS.newReturn }).first().click();
  await serial.fill(sold.serial);
  await serial.blur();
  await main.getByText(SAYS.found).waitFor();
  await main.getByRole("link", { name: sold.account.name }).waitFor();
  await main.getByRole("textbox", { name: SAYS.fault }).fill(FAULT);
  await tablet.look();
  await main.getByRole("button", { name: SAYS.takeIn }).click();
  await page.waitForURL(/\/returns\/[0-9a-f-]{36}$/);
  await main.getByText(sold.serial, { exact: true }).waitFor();
  const way = main.locator(".track");

  await opensItsSale(tablet, sold);
  await confirmsWithNote(tablet, way);
  await undoesWithNote(tablet, way);
  await page.getByRole("button", { name: SAYS.to("Patvirtinta siuntimui") }).click();
  await way.locator("[aria-current=step]").getByText("Patvirtinta siuntimui", { exact: true }).waitFor();
  await page.getByRole("button", { name: SAYS.to("Gauta") }).click();
  await way.locator("[aria-current=step]").getByText("Gauta", { exact: true }).waitFor();
  // nothing goes on before somebody says what will be done
  await main.page().getByText(SAYS.chooseTask).first().waitFor();
  await tablet.look();
  // the words beside the circle are what people touch
  await main.locator("label").filter({ hasText: SAYS.repair }).click();
  await page.getByRole("button", { name: SAYS.to("Remontuojama") }).click();
  const dialog = page.getByRole("dialog");
  const department = dialog.getByRole("combobox", { name: SAYS.department });
  await department.selectOption({ index: 1 });
  const warehouse = await department.inputValue();
  await tablet.look();
  await dialog.getByRole("button", { name: SAYS.confirm }).click();
  await way.locator("[aria-current=step][data-provisional]").getByText("Remontuojama", { exact: true }).waitFor();
  await main.getByText(SAYS.stockOperation).waitFor();
  for (const words of SAYS.additionalFields) await main.getByText(words, { exact: true }).waitFor();
  await usesParts(tablet, parts);
  const diagnosis = main.getByRole("textbox", { name: SAYS.diagnosis });
  await diagnosis.fill("Perdegęs kondensatorius");
  await diagnosis.blur();
  await tablet.look();

  // what was confirmed here is here after the app was closed
  const at = new URL(page.url()).pathname;
  await tablet.restart(at);
  const again = tablet.page;
  await staysOnAPhone(again, again.getByRole("button", { name: SAYS.to("Ruošiama siuntimui") }));
  await tapsTwice(again, again.getByRole("button", { name: SAYS.to("Ruošiama siuntimui") }));
  await again.locator(".track [aria-current=step]").getByText("Ruošiama siuntimui", { exact: true }).waitFor();
  await again.getByRole("button", { name: SAYS.to(SAYS.shipped) }).click();
  await again.getByRole("main").locator(".track-step[data-state=done]").getByText(SAYS.shipped, { exact: true }).waitFor();
  await tablet.look();

  await tablet.goOnline();
  await again.getByText(SAYS.upToDate).first().waitFor({ timeout: 60_000 });
  await holds(folder, at.split("/").pop(), sold, warehouse, parts);
  await again.locator(".track-step[data-provisional]").first().waitFor({ state: "detached" });
  await again.getByRole("heading", { level: 1, name: /^RMA-\d{5}$/ }).waitFor();
  await tablet.look();
  // without a mail server nobody is written to, and whoever confirmed it is warned where their day begins
  await tablet.open("/");
  await again.getByRole("list", { name: SAYS.untold }).getByRole("link").filter({ hasText: sold.account.name }).waitFor({ timeout: 30_000 });
  await tablet.look();
  // nobody is asked about the draft that was dropped
  await tablet.open("/inbox");
  await again.getByText(SAYS.inboxEmpty).waitFor({ timeout: 30_000 });
}

/// All of the button is on the screen of a small phone, its words in as many lines as they take.
async function staysOnAPhone(page, button) {
  const before = page.viewportSize();
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 740 });
    const box = await button.boundingBox();
    const cut = await button.evaluate((it) => it.scrollWidth > it.clientWidth);
    if (cut || !box || box.x < 0 || box.x + box.width > width) throw new Error(`at ${width} px the button stands at ${JSON.stringify(box)}`);
  }
  await page.setViewportSize(before);
}

/// An impatient finger: where the second tap lands, the button means the next state by now, and the tap nothing.
async function tapsTwice(page, button) {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await button.boundingBox();
  const middle = [x + width / 2, y + height / 2];
  await page.mouse.click(...middle);
  await page.waitForTimeout(90);
  await page.mouse.click(...middle);
}

/// Taken in as a draft, and given up by its author; back on the list.
async function dropsDraft({ page }) {
  const main = page.getByRole("main");
  await main.getByRole("button", { name: SAYS.takeIn }).click();
  await page.waitForURL(/\/returns\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: SAYS.more }).click();
  await page.getByRole("menuitem", { name: SAYS.dropDraft }).click();
  await main.locator(".track-step[data-state=stopped]").getByText(SAYS.cancelled, { exact: true }).waitFor();
  await page.goBack();
  await page.getByRole("link", { name: SAYS.newReturn }).first().waitFor();
}

/// The first state, with words that the log keeps.
async function confirmsWithNote(tablet, way) {
  const { page } = tablet;
  await page.getByRole("button", { name: SAYS.withNote }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: SAYS.note }).fill(NOTE);
  await tablet.look();
  await dialog.getByRole("button", { name: SAYS.confirm }).click();
  await way.locator("[aria-current=step]").getByText("Patvirtinta siuntimui", { exact: true }).waitFor();
  await page.getByRole("list", { name: SAYS.log }).getByText(NOTE).waitFor();
}

/// From its field to the document and back (RMA-11).
async function opensItsSale({ page }, { document }) {
  const at = page.url();
  await page.getByRole("main").getByRole("link", { name: document.number }).click();
  await page.getByRole("heading", { level: 1, name: document.number }).waitFor();
  await page.goBack();
  await page.waitForURL(at);
}

/// Back to the first state, and the log says why.
async function undoesWithNote(tablet, way) {
  const { page } = tablet;
  await page.getByRole("button", { name: SAYS.more }).click();
  await page.getByRole("menuitem", { name: SAYS.undoLast }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(SAYS.backTo).waitFor();
  await dialog.getByRole("textbox", { name: SAYS.note }).fill(UNDONE);
  await tablet.look();
  await dialog.getByRole("button", { name: SAYS.undo }).click();
  await way.locator("[aria-current=step]").getByText("Nauja", { exact: true }).waitFor();
  await page.getByRole("list", { name: SAYS.log }).getByText(UNDONE).waitFor();
}

/// One that is counted, and one whose units have serials.
async function twoParts(folder, sold) {
  const products = (await records(folder, "product")).filter(({ archived, service }) => !archived && !service);
  const counted = products.find(({ logistics_code, unit }) => !logistics_code && unit === "pcs");
  const tracked = products.find(({ id }) => id === sold.product);
  if (!counted || !tracked) throw new Error("the demo company has no such parts");
  return { counted, tracked };
}

/// Two of one part and one of another, which turns out not to be needed.
async function usesParts(tablet, { counted, tracked }) {
  const main = tablet.page.getByRole("main");
  await main.getByText(SAYS.noParts).waitFor();
  await main.getByRole("button", { name: SAYS.addPart }).click();
  await main.getByRole("button", { name: SAYS.writeOff }).click();
  await main.getByText(SAYS.partMissing).waitFor();
  await choose(tablet, counted);
  const quantity = main.getByRole("textbox", { name: SAYS.quantity });
  await quantity.fill("2");
  await main.getByRole("button", { name: SAYS.writeOff }).click();
  await main.getByRole("button", { name: SAYS.remove(counted.name) }).waitFor();

  await main.getByRole("button", { name: SAYS.addPart }).click();
  await choose(tablet, tracked);
  await main.getByRole("textbox", { name: SAYS.partSerials }).fill(PART_SERIAL);
  await tablet.look();
  await main.getByRole("button", { name: SAYS.writeOff }).click();
  await main.getByText(PART_SERIAL).waitFor();
  await main.getByRole("button", { name: SAYS.remove(tracked.name) }).click();
  await main.getByText(PART_SERIAL).waitFor({ state: "detached" });
}

async function choose({ page }, { code, name }) {
  const field = page.getByRole("main").getByRole("combobox", { name: SAYS.part });
  await field.fill(code);
  await page.getByRole("option").filter({ hasText: name }).first().click();
}

/// What the server has in the end: number, way and documents.
async function holds(folder, id, sold, warehouse, { counted }) {
  const operation = (await records(folder, "rma_operation")).find((operation) => operation.id === id);
  const wrong = (what) => {
    throw new Error(`the server’s return: ${what}\n${JSON.stringify(operation)}`);
  };
  if (!operation) wrong("it is not there");
  if (!/^RMA-\d{5}$/.test(operation.code.number)) wrong("it has no number");
  if (operation.state !== "shipped" || operation.task !== "repair") wrong("it is not shipped after a repair");
  if (operation.sale !== sold.document.id || operation.account !== sold.document.account) wrong("the sale or the customer is another one");
  if (operation.fault !== FAULT || operation.diagnosis !== "Perdegęs kondensatorius") wrong("the words are missing");
  const way = operation.log.map(({ from, to }) => `${from}>${to}`).join(" ");
  if (way !== "new>approved approved>new new>approved approved>received received>repairing repairing>preparing preparing>shipped") wrong(`its way is ${way}`);
  if (operation.log[0].note !== NOTE || operation.log[1].note !== UNDONE) wrong("its first steps have no notes");
  const [made, ...more] = operation.documents;
  if (more.length || made?.part !== "stock_operation" || operation.department !== warehouse) wrong("the stock operation is missing");
  const document = (await records(folder, "document")).find(({ id }) => id === made.document);
  if (document?.kind !== "stock_write_off" || document.warehouse !== warehouse || document.operation !== id) wrong("its document is another one");
  const [line, ...others] = document.lines;
  if (others.length || line?.product !== counted.id || Number(line.quantity.value) !== 2) wrong(`its parts are ${JSON.stringify(document.lines)}`);
}
