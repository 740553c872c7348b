//! An administrator names who may confirm a state, has customers written to of two more, and lists an accessory. Then a good is exchanged
//! with the network cut from preparing to the end: received, its task chosen, the return and the new sale shown as one step, shipping
//! held back until the replacement has its serial, which
//! is no customer's and is corrected once while its sale is only requested. With signal everything is accepted at once, and the customer gets one letter for the
//! three states, from a real mail server that was busy at first, in their language. The old serial is nobody's to bring again, the new
//! one is; what comes without one is asked for it, or for the sale.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asked, records } from "./harness/database.mjs";
import { mailbox } from "./harness/mailbox.mjs";
import { until } from "./harness/pause.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

const SAYS = {
  newReturn: /^New return$/,
  serial: /^Serial number$/,
  found: "Found by the serial number.",
  takeIn: /^Take it in$/,
  to: (state) => new RegExp(`^Confirm: ${state}$`),
  exchange: /^Exchange$/,
  replacement: /^Replacement’s serial$/,
  replacementMissing: "Enter the replacement’s serial number before shipping.",
  notThatOne: /^(This unit is sold already|The serial number entered does not belong to this product)/,
  requested: /^Requested$/,
  takenBack: /^The unit of this serial was taken back/,
  laterState: /Written to about a later state/,
  written: /The customer was written to \d/,
  inTheErp: "In the ERP",
  upToDate: /^Up to date$/,
  notify: "Write to the customer when it is reached",
  notified: "The customer is written to",
  accessories: /^Table of accessories/,
  addAccessory: /^Add an accessory$/,
  remove: (name) => `Remove: ${name}`,
  isCode: "This is the code of a product",
  takeAsProduct: /^Take it in by product$/,
  product: /^Product$/,
  noSerial: /^Why is there no serial\?$/,
  sale: /^Sale$/,
  anySale: "An accessory: any sale will do.",
};
const REPLACEMENT = "YENI-4711-B";
const MISTYPED = "YENI-4711-A";
const OURS = "Ege Servis <servis@ege.example>";

export default async function (world) {
  const { folder } = world.server;
  const post = await mailbox();
  try {
    await world.server.stop();
    await writeFile(join(world.place, "sahada.toml"), `smtp = "${post.address}"\nmail_from = "${OURS}"\nmail_gathers_seconds = 2\n`);
    await world.server.start();
    await exchange(world, folder, post);
  } finally {
    await post.end();
  }
}

async function exchange(world, folder, post) {
  const sold = (await soldUnits(folder)).find(({ account }) => account.email);
  const accessory = await setUp(world, folder, sold);
  const tablet = await world.device("tablet", { language: "en-GB" });
  await signIn(tablet, "serviceManager");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.open("/returns");
  await tablet.page.getByRole("link", { name: SAYS.newReturn }).first().waitFor();
  await tablet.goOffline();

  const { page } = tablet;
  const main = page.getByRole("main");
  await takeIn(tablet, sold.serial);
  for (const state of ["Approved for shipping", "Received"]) await confirm(page, state);
  await main.locator("label").filter({ hasText: SAYS.exchange }).click();
  await confirm(page, "Preparing for shipment");
  for (const words of ["Sale return", "New sale"]) await main.getByText(words).first().waitFor();
  await page.getByText(SAYS.replacementMissing).first().waitFor();
  await tablet.look();
  const replacement = main.getByRole("textbox", { name: SAYS.replacement });
  const other = (await soldUnits(folder)).find(({ serial }) => serial !== sold.serial);
  await replacement.fill(other.serial);
  await replacement.blur();
  await main.getByText(SAYS.notThatOne).first().waitFor();
  // nothing is sent yet: what was mistyped is corrected
  for (const serial of [MISTYPED, REPLACEMENT]) {
    await replacement.fill(serial);
    await replacement.blur();
    await main.getByText(SAYS.requested).nth(1).waitFor();
  }
  await page.getByRole("button", { name: SAYS.to("Shipped to customer") }).click();
  await main.locator(".track-step[data-state=done]").getByText("Shipped to customer", { exact: true }).waitFor();
  await main.getByRole("link", { name: REPLACEMENT, exact: true }).first().waitFor();
  await tablet.look();

  post.busyFor(1);
  const id = new URL(page.url()).pathname.split("/").pop();
  await tablet.goOnline();
  await page.getByText(SAYS.upToDate).first().waitFor({ timeout: 60_000 });
  await holds(folder, id, sold);
  await oneLetter(post, sold, folder, id);
  await main.getByText(SAYS.written).first().waitFor({ timeout: 30_000 });
  // the return and the new sale
  await main.getByText(SAYS.inTheErp).nth(1).waitFor({ timeout: 30_000 });
  // each of the three states hears of it by itself
  await main.getByText(SAYS.laterState).nth(1).waitFor({ timeout: 30_000 });
  if ((await main.getByText(SAYS.laterState).count()) !== 2) throw new Error("the two earlier states do not say that a later one was told");
  await tablet.look();
  await whoseNow(tablet, sold.serial);
  await whatHappenedToIt(tablet, sold);
  await byProduct(tablet, folder, sold, accessory);
}

/// On the administrator's pages: who confirms the first state, of which others customers are told, and one accessory of two tried.
/// Answers the accessory.
async function setUp(world, folder, sold) {
  const office = await world.device("office", { language: "en-GB", size: "desktop" });
  await signIn(office, "administrator");
  const { page } = office;
  const main = page.getByRole("main");
  const [{ name: person }] = (await records(folder, "person")).filter(({ name }) => name.startsWith("Murat"));
  await state(office, "New", () => main.locator("label").filter({ hasText: person }).click());
  for (const name of ["Received", "Preparing for shipment"]) await state(office, name, () => main.locator("label").filter({ hasText: SAYS.notify }).click());
  await office.open("/settings/returns");
  await main.getByRole("link").filter({ hasText: "New" }).filter({ hasText: person }).waitFor();
  await main.getByRole("link").filter({ hasText: "Received" }).filter({ hasText: SAYS.notified }).waitFor();
  await office.look();
  const accessory = await accessories(office, folder, sold);
  await page.getByText(SAYS.upToDate).first().waitFor({ timeout: 60_000 });
  await isSetUp(folder, accessory);
  return accessory;
}

async function state(office, name, changes) {
  const { page } = office;
  await office.open("/settings/returns");
  await page.getByRole("main").getByRole("link").filter({ hasText: new RegExp(`\\d · ${name}`) }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await changes();
  await office.look();
}

async function accessories(office, folder, sold) {
  const { page } = office;
  const main = page.getByRole("main");
  await main.getByRole("link", { name: SAYS.accessories }).click();
  const counted = ({ id, archived, service, logistics_code }) => id !== sold.product && !archived && !service && !logistics_code;
  const [kept, dropped] = (await records(folder, "product")).filter(counted);
  for (const { code, name } of [kept, dropped]) {
    await main.getByRole("combobox", { name: SAYS.addAccessory }).fill(code);
    await page.getByRole("option").filter({ hasText: name }).first().click();
    await main.getByRole("button", { name: SAYS.remove(name), exact: true }).waitFor();
  }
  await main.getByRole("button", { name: SAYS.remove(dropped.name), exact: true }).click();
  await main.getByRole("button", { name: SAYS.remove(dropped.name), exact: true }).waitFor({ state: "detached" });
  await office.look();
  return kept;
}

/// What the server has of it.
async function isSetUp(folder, accessory) {
  const states = new Map((await records(folder, "rma_state")).map((state) => [state.meaning, state]));
  if (states.get("new").users.length !== 1) throw new Error("nobody is named for the first state");
  if (!states.get("received").notify || !states.get("preparing").notify) throw new Error("customers are not told of the two states");
  const listed = (await records(folder, "rma_accessory")).filter(({ listed }) => listed).map(({ id }) => id);
  if (listed.join() !== accessory.id) throw new Error(`the accessories are ${listed}`);
}

/// A product's code in the field of serials is understood. Units that have serials are asked for theirs, and only sales that contain the
/// product are offered; an accessory comes with any.
async function byProduct(tablet, folder, sold, accessory) {
  await tablet.open("/returns/new");
  const { page } = tablet;
  const main = page.getByRole("main");
  const tracked = (await records(folder, "product")).find(({ id }) => id === sold.product);
  const field = main.getByRole("textbox", { name: SAYS.serial });
  await field.fill(tracked.code);
  await field.blur();
  await main.getByText(SAYS.isCode).waitFor();
  await tablet.look();
  await main.getByRole("button", { name: SAYS.takeAsProduct }).click();
  for (const name of [SAYS.serial, SAYS.noSerial]) await main.getByRole("textbox", { name }).waitFor();
  const documents = (await records(folder, "document")).filter(({ cancelled }) => !cancelled);
  const without = documents.filter(({ lines }) => lines.every(({ product }) => product !== sold.product));
  const sale = main.getByRole("combobox", { name: SAYS.sale });
  await sale.fill(sold.document.number);
  await page.getByRole("option").filter({ hasText: sold.document.number }).first().waitFor();
  const other = without.find(({ kind, place }) => kind === "sale_dispatch" && place.territory === sold.document.place.territory);
  await sale.fill(other.number);
  await page.getByRole("option").first().waitFor({ state: "detached" });
  await tablet.look();

  const product = main.getByRole("combobox", { name: SAYS.product });
  await product.fill(accessory.code);
  await page.getByRole("option").filter({ hasText: accessory.name }).first().click();
  await main.getByText(SAYS.anySale).waitFor();
  await sale.fill(other.number);
  await page.getByRole("option").filter({ hasText: other.number }).first().waitFor();
}

/// From the new unit's page to the old one's: each names the exchange, the return and the customer.
async function whatHappenedToIt(tablet, { serial, account }) {
  await tablet.open(`/serials?serial=${REPLACEMENT}`);
  const main = tablet.page.getByRole("main");
  for (const words of [`${serial} → this unit`, "Returns (RMA)", account.name]) await main.getByText(words).first().waitFor();
  await tablet.look();
  await main.getByRole("link").filter({ hasText: `${serial} → this unit` }).click();
  await main.getByText(`this unit → ${REPLACEMENT}`).waitFor();
}

async function takeIn({ page }, serial) {
  await page.getByRole("link", { name: SAYS.newReturn }).first().click();
  const main = page.getByRole("main");
  const field = main.getByRole("textbox", { name: SAYS.serial });
  await field.fill(serial);
  await field.blur();
  await main.getByText(SAYS.found).waitFor();
  await main.getByRole("button", { name: SAYS.takeIn }).click();
  await page.waitForURL(/\/returns\/[0-9a-f-]{36}$/);
}

async function confirm(page, state) {
  await page.getByRole("button", { name: SAYS.to(state) }).click();
  await page.getByRole("main").locator(".track [aria-current=step]").getByText(state, { exact: true }).waitFor();
}

/// Both documents at the price of the first sale, which come to nothing together; each with its serial.
async function holds(folder, id, sold) {
  const operation = (await records(folder, "rma_operation")).find((operation) => operation.id === id);
  const wrong = (what) => {
    throw new Error(`the server’s return: ${what}\n${JSON.stringify(operation)}`);
  };
  if (operation?.state !== "shipped" || operation.task !== "exchange") wrong("it is not shipped after an exchange");
  const documents = new Map((await records(folder, "document")).map((document) => [document.id, document]));
  const made = operation.documents.map(({ document, part }) => ({ part, ...documents.get(document) }));
  const [back, fresh] = ["sale_return", "new_sale"].map((part) => made.find((document) => document.part === part));
  if (made.length !== 2 || !back || !fresh) wrong("its documents are others");
  const of = (document) => document.lines[0];
  if (of(back).serials[0] !== sold.serial || of(fresh).serials[0] !== REPLACEMENT) wrong("the serials are others");
  if (of(back).price !== of(fresh).price || of(back).product !== sold.product || of(fresh).product !== sold.product) wrong("the two do not come to nothing");
}

/// One for three states, the last; once, though it was sent twice; and the server knows of both ends.
async function oneLetter(post, sold, folder, id) {
  await until("the letter", async () => post.letters.length > 0, 60);
  const told = async () => (await records(folder, "rma_operation")).find((operation) => operation.id === id).log.map(({ told }) => Object.keys(told)[0] ?? told);
  await until("the answer on the return", async () => (await told()).join().includes("sent"), 30);
  await until("nothing waits", async () => (await asked(folder, "SELECT count(*) AS n FROM jobs WHERE name = 'tell_customer'"))[0].n === 0, 60);
  const [{ from, to, subject, text }, ...more] = post.letters;
  if (more.length) throw new Error(`${more.length + 1} letters for one return`);
  if (from !== "\"Ege Servis\" <servis@ege.example>" || to !== sold.account.email) throw new Error(`the letter went from ${from} to ${to}`);
  const { [sold.account.language]: words } = { tr: "size gönderdik", lt: "išsiuntėme jums", en: "we have shipped you" };
  if (!/RMA-\d{5}/.test(subject) || !text.includes(REPLACEMENT) || !text.includes(words)) throw new Error(`the letter says: ${subject}\n${text}`);
}

/// After an exchange the old unit is not the customer's any more, and the new one can come back.
async function whoseNow(tablet, old) {
  await tablet.open("/returns/new");
  const main = tablet.page.getByRole("main");
  const field = main.getByRole("textbox", { name: SAYS.serial });
  await field.fill(old);
  await field.blur();
  await main.getByText(SAYS.takenBack).waitFor();
  await field.fill(REPLACEMENT);
  await field.blur();
  await main.getByText(SAYS.found).waitFor();
}
