//! A colleague forgot the clock and went home: whoever manages tickets stops it, writes down the time that was forgotten, and resolves the
//! ticket. What is entered for time, a part and the signature lies ready again after a reload, and a serial that is being changed is got back.
//! Both of them have it signed without knowing of each other: both signatures stand, on the report too.

import { until } from "./harness/pause.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

const SAYS = {
  newTicket: /^New ticket$/,
  subject: /^Subject$/,
  make: /^Make the ticket$/,
  onTheWay: /^On the way$/,
  inProgress: /^In progress$/,
  work: /^Start work$/,
  stop: /^Stop · Labour$/,
  stopTheirs: /^Stop .+’s clock$/,
  theirsRuns: /’s clock runs$/,
  writeDown: /^Write down time$/,
  kind: /^Kind of time$/,
  from: /^From$/,
  until: /^Until$/,
  note: /^Note$/,
  endsFirst: "The end comes after the beginning, at most a day later.",
  back: "Your unsaved input is still here",
  took: "Travel, 1 h 20 min",
  part: /^Part$/,
  productSearch: /^Search a product/,
  parts: /^Parts used$/,
  usePart: /^Write it down$/,
  sign: /^Sign$/,
  signHere: /^Signature field/,
  signer: /^Signed by$/,
  empty: "The signature is empty or too long. Sign again.",
  takeSignature: /^Save the signature$/,
  signatureOf: /^Signature of Selin$/,
  earlierSignature: /^Signature of Rūta$/,
  // on paper in the customer's language
  onPaper: (name) => new RegExp(`(: ${name}|of ${name})$`),
  more: /^More actions$/,
  changeSerial: /^Change the serial number$/,
  serial: /^Serial number$/,
  otherProduct: "The serial number entered does not belong to this product.",
  clear: /^Clear$/,
  keepRecorded: /^Keep the recorded number$/,
  resolved: /^Resolved$/,
  report: /^Show the report$/,
  upToDate: /^Up to date$/,
};

export default async function (world) {
  const { folder } = world.server;
  const [unit] = await soldUnits(folder);
  const tablet = await world.device("tablet", { language: "en-GB" });
  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  await signIn(tablet, "administrator");
  await signIn(desk, "serviceManager");
  await aboard(tablet);
  await aboard(desk);
  const at = await started(tablet, unit);
  await desk.open(at);
  await stopsTheirs(desk);
  await signedWithoutSignal(tablet);
  await writesDown(desk);
  await usesAPart(desk);
  await signs(desk);
  await bothSigned(tablet, desk);
  await keepsTheSerial(desk, folder, unit);
  await desk.page.getByRole("button", { name: SAYS.resolved }).click();
  const asked = desk.page.getByRole("dialog");
  await asked.getByRole("button", { name: SAYS.resolved }).click();
  await asked.waitFor({ state: "hidden" });
  await desk.page.getByRole("link", { name: SAYS.report }).click();
  const paper = desk.page.getByRole("article");
  for (const name of ["Rūta", "Selin"]) await paper.getByRole("img", { name: SAYS.onPaper(name) }).waitFor();
  await paper.getByText(/^(Travel: 1 h 20 min|Yol: 1 sa 20 dk|Kelionė: 1 val. 20 min)$/).waitFor();
}

async function started(tablet, { serial }) {
  const { page } = tablet;
  await tablet.open(`/scan?q=${encodeURIComponent(serial)}`);
  await page.getByRole("link", { name: SAYS.newTicket }).click();
  await page.getByRole("textbox", { name: SAYS.subject }).fill("Display stays dark");
  await page.getByRole("button", { name: SAYS.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  for (const step of [SAYS.onTheWay, SAYS.inProgress, SAYS.work]) await page.getByRole("button", { name: step }).click();
  await page.getByRole("button", { name: SAYS.stop }).waitFor();
  await page.getByText(SAYS.upToDate).first().waitFor({ timeout: 60_000 });
  return new URL(page.url()).pathname;
}

/// In the card and where it holds the ticket up.
async function stopsTheirs(desk) {
  const { page } = desk;
  await page.getByText(SAYS.theirsRuns).waitFor({ timeout: 30_000 });
  const stop = page.getByRole("button", { name: SAYS.stopTheirs });
  if ((await stop.count()) !== 2) throw new Error(`${await stop.count()} ways to stop a colleague's clock`);
  await desk.look();
  await stop.last().click();
  await stop.first().waitFor({ state: "detached" });
  await page.getByText(SAYS.theirsRuns).waitFor({ state: "detached" });
}

async function writesDown(desk) {
  const main = () => desk.page.getByRole("main");
  await main().getByRole("button", { name: SAYS.writeDown }).click();
  await main().getByRole("combobox", { name: SAYS.kind }).selectOption("travel");
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await fill(main().getByLabel(SAYS.from), `${day}T11:00`);
  await fill(main().getByLabel(SAYS.until), `${day}T10:00`);
  await main().getByRole("button", { name: SAYS.writeDown }).click();
  await main().getByText(SAYS.endsFirst).waitFor();
  await desk.look();
  await reloaded(desk);
  await until("the times are back", async () => (await main().getByLabel(SAYS.from).inputValue()) === `${day}T11:00`);
  await fill(main().getByLabel(SAYS.until), `${day}T12:20`);
  await main().getByRole("button", { name: SAYS.writeDown }).click();
  await main().getByText(SAYS.took).waitFor();
  await main().getByLabel(SAYS.from).waitFor({ state: "detached" });
}

async function usesAPart(desk) {
  const main = () => desk.page.getByRole("main");
  await main().getByRole("button", { name: SAYS.part }).click();
  const search = main().getByRole("combobox", { name: SAYS.productSearch });
  await search.fill("vidali");
  await desk.page.getByRole("option").first().waitFor();
  await search.press("Enter");
  const name = await search.inputValue();
  await reloaded(desk);
  await until("the part is back", async () => (await main().getByRole("combobox", { name: SAYS.productSearch }).inputValue()) === name);
  await main().getByRole("button", { name: SAYS.usePart }).click();
  await main().getByRole("list", { name: SAYS.parts }).getByText(name).waitFor();
}

async function signs(desk) {
  const main = () => desk.page.getByRole("main");
  await main().getByRole("button", { name: SAYS.sign }).click();
  await main().getByRole("button", { name: SAYS.takeSignature }).click();
  await main().getByText(SAYS.empty).waitFor();
  await draws(desk.page, main().getByRole("img", { name: SAYS.signHere }));
  await main().getByRole("textbox", { name: SAYS.signer }).fill("Selin");
  await desk.look();
  await reloaded(desk);
  await main().getByRole("img", { name: SAYS.signHere }).locator("polyline").waitFor({ state: "attached" });
  await until("the name is back", async () => (await main().getByRole("textbox", { name: SAYS.signer }).inputValue()) === "Selin");
  await main().getByRole("button", { name: SAYS.takeSignature }).click();
  await main().getByRole("img", { name: SAYS.signatureOf }).waitFor();
}

/// While the desk goes on.
async function signedWithoutSignal(tablet) {
  const { page } = tablet;
  await tablet.goOffline();
  const main = page.getByRole("main");
  await main.getByRole("button", { name: SAYS.sign }).click();
  await draws(page, main.getByRole("img", { name: SAYS.signHere }));
  await main.getByRole("textbox", { name: SAYS.signer }).fill("Rūta");
  await main.getByRole("button", { name: SAYS.takeSignature }).click();
  await main.getByRole("img", { name: SAYS.earlierSignature }).waitFor();
}

async function bothSigned(tablet, desk) {
  await tablet.goOnline();
  for (const { page } of [tablet, desk]) {
    for (const name of [SAYS.earlierSignature, SAYS.signatureOf]) await page.getByRole("img", { name }).waitFor({ timeout: 30_000 });
  }
  await desk.look();
}

async function draws(page, field) {
  await field.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await field.boundingBox();
  await page.mouse.move(x + width * 0.2, y + height * 0.6);
  await page.mouse.down();
  for (let step = 1; step <= 12; step++) await page.mouse.move(x + width * (0.2 + step * 0.04), y + height * (0.5 + 0.3 * Math.sin(step)));
  await page.mouse.up();
}

/// Another product's number is typed by mistake; emptied or not, the recorded one is a tap away.
async function keepsTheSerial(desk, folder, { product, serial }) {
  const other = (await soldUnits(folder)).find((unit) => unit.product !== product);
  const main = desk.page.getByRole("main");
  await main.getByRole("button", { name: SAYS.more }).first().click();
  await desk.page.getByRole("menuitem", { name: SAYS.changeSerial }).click();
  const field = main.getByRole("textbox", { name: SAYS.serial });
  await fill(field, other.serial);
  await main.getByText(SAYS.otherProduct).waitFor();
  if (await main.locator(".ticket-line-tags").isVisible()) throw new Error("another product's number wears what was found of the recorded one");
  await desk.look();
  await main.getByRole("button", { name: SAYS.clear }).click();
  await until("the field is empty", async () => (await field.inputValue()) === "");
  await main.getByRole("button", { name: SAYS.keepRecorded }).click();
  await field.waitFor({ state: "detached" });
  await main.getByText(serial, { exact: true }).first().waitFor();
}

/// Once every letter lies on the disk.
async function reloaded(desk) {
  await desk.page.waitForFunction(() => {
    const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime ?? 0;
    return last("sahada:draft-typed") > 0 && last("sahada:drafts-kept") >= last("sahada:draft-typed");
  });
  await desk.reopen(new URL(desk.page.url()).pathname);
  await desk.page.getByText(SAYS.back).first().waitFor();
}

async function fill(field, value) {
  await field.fill(value);
  await field.blur();
}
