//! The road test: a seller makes an offer from the catalogue without signal, closes the tablet, opens it again still without
//! signal, converts the offer; when the signal is back the ERP has exactly one order, although it lost its answer, and the
//! seller sees its slip number.

import { until } from "./harness/pause.mjs";
import { SAYS, aboard, addProduct, newOffer, signIn } from "./people.mjs";

const LINES = [["vidali", "3", "12.5"], ["filtre", "20", ""], ["valf", "2", "5"]];

export default async function (world) {
  const tablet = await world.device("tablet", { language: "tr-TR" });
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  await tablet.readyForTheRoad();

  await tablet.goOffline();
  const account = await newOffer(tablet, "gıda");
  for (const [typed, quantity, discount] of LINES) await addProduct(tablet, typed, quantity, discount);
  await everythingIsSaved(tablet);
  const total = await totalOf(tablet);
  const address = new URL(tablet.page.url()).pathname;

  await tablet.restart(address);
  await tablet.page.getByRole("heading", { level: 1, name: account }).waitFor();
  const reopened = await totalOf(tablet);
  if (reopened !== total) throw new Error(`the total was ${total} and is ${reopened} after the restart`);

  await theAgeOfEverythingIsKnown(tablet);
  await tablet.open(address);
  await plan(world, { fault: "loses_answer", on: "send", times: 1 });
  await convert(tablet);
  if ((await documents(world)).length) throw new Error("the ERP has a document although the tablet has no signal");

  await tablet.goOnline();
  const made = await until("the ERP has a document", async () => {
    const found = await documents(world);
    return found.length > 0 && found;
  }, 60);
  // what the seller sees is the number in the ERP's own books
  await tablet.page.getByText(made[0].slip.number).first().waitFor({ timeout: 60_000 });
  const now = await documents(world);
  if (now.length !== 1) throw new Error(`one offer became ${now.length} ERP documents`);
  if (made[0].document.lines.length !== LINES.length) throw new Error(`the order has ${made[0].document.lines.length} lines`);
  if (await tablet.page.getByRole("button", { name: SAYS.convert }).count()) throw new Error("a converted offer can be converted again");
}

/// Totals follow the letters; what is saved the vial counts: the offer, each line, each finished cell.
async function everythingIsSaved({ page }) {
  const cells = LINES.flatMap(([, quantity, discount]) => [quantity, discount]).filter(Boolean);
  const wanted = 1 + LINES.length + cells.length;
  const counted = async () => Number(/\d+/.exec(await page.locator(".vial").first().textContent())?.[0]);
  await until(`${wanted} changes are saved`, async () => (await counted()) === wanted).catch(async (late) => {
    throw new Error(`${late.message}: ${await counted()}`);
  });
}

/// Also after a start without network: when the server answered last stands on the device.
async function theAgeOfEverythingIsKnown(tablet) {
  await tablet.open("/sync");
  const last = tablet.page.locator(".figure", { hasText: "Son bağlantı" });
  await last.waitFor();
  if ((await last.textContent()).includes("henüz yok")) throw new Error("nobody knows how old everything on the device is");
}

/// The sum on the screen, wherever the layout puts it.
async function totalOf({ page }) {
  const total = page.locator(".action-bar-value:visible, .totals-total:visible").first();
  await total.waitFor();
  return (await total.textContent()).trim();
}

async function convert({ page }) {
  await page.getByRole("button", { name: SAYS.convert }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: SAYS.order }).check();
  await dialog.getByRole("button", { name: SAYS.convertToOrder }).click();
  await page.getByText(SAYS.askedLater).first().waitFor();
}

function documents(world) {
  return fetch(`http://127.0.0.1:${world.server.port}/api/v1/demo/erp/documents`).then((answer) => answer.json());
}

async function plan(world, fault) {
  const answer = await fetch(`http://127.0.0.1:${world.server.port}/api/v1/demo/erp/faults`, {
    method: "POST", headers: { "content-type": "application/json", origin: `http://127.0.0.1:${world.server.port}` }, body: JSON.stringify(fault),
  });
  if (!answer.ok) throw new Error(`the fault was not planned: ${answer.status} ${await answer.text()}`);
}
