//! A tablet that finds no signal any more: what was done on it, a photo among it, goes in a file to a phone of the same person and from
//! there to the server, once; and once it stays when the tablet comes back with its own queue.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./harness/pause.mjs";
import { add, photo } from "./harness/photo.mjs";
import { SAYS, aboard, addProduct, newOffer, signIn } from "./people.mjs";

const LINES = [["vidali", "3", "12.5"], ["filtre", "20", ""]];

export default async function (world) {
  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  await signIn(desk, "salesManager");
  await aboard(desk);
  const tablet = await world.device("tablet", { language: "en-GB" });
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  await tablet.readyForTheRoad();
  await tablet.open("/sync");
  await tablet.page.getByText("there is nothing to save").first().waitFor();

  await tablet.goOffline();
  const account = await newOffer(tablet, "gıda");
  for (const [typed, quantity, discount] of LINES) await addProduct(tablet, typed, quantity, discount);
  const address = new URL(tablet.page.url()).pathname;
  const machine = await photographed(tablet, account);
  const before = await offersFor(desk, account);
  const copy = await savedCopy(tablet, world);
  // into a drawer
  await tablet.end();

  const phone = await world.device("phone", { size: "phone", language: "en-GB" });
  await signIn(phone, "salesperson");
  await aboard(phone);
  await takeIn(phone, Buffer.from("code;name\n1;Pump\n"), "This file is no copy of unsent work");
  const changed = Buffer.from(copy);
  changed[changed.length - 5] ^= 1;
  await takeIn(phone, changed, "This copy is damaged");
  await takeIn(desk, copy, "This copy belongs to somebody else");
  // without signal too: it is shown at once and sent later
  await phone.goOffline();
  await takeIn(phone, copy, /^\d+ new changes were taken in$/);
  await phone.look();
  await phone.open(address);
  await phone.page.getByRole("heading", { level: 1, name: account }).waitFor();
  await phone.goOnline();

  await desk.open(address);
  await desk.page.getByRole("heading", { level: 1, name: account }).waitFor({ timeout: 30_000 });
  await until("the offer is whole at the desk", async () => (await linesOf(desk)) === LINES.length);
  await phone.open(machine);
  await phone.page.getByText("On the server").first().waitFor({ timeout: 60_000 });
  await desk.open(machine);
  const opened = desk.page.waitForEvent("download");
  await desk.page.getByRole("button", { name: "Open pompa.jpg" }).click({ timeout: 60_000 });
  const picture = await opened.then((file) => file.path()).then((path) => readFile(path));
  if (!picture.equals(photo({ place: false }))) throw new Error("it is another picture");
  await takeIn(phone, copy, "Nothing in this copy is new");
  if ((await offersFor(desk, account)) !== before + 1) throw new Error("one offer became several");

  // out of the drawer, with all it had
  await tablet.start();
  await tablet.open("/inbox");
  await tablet.page.getByText(/waiting/).first().waitFor();
  await tablet.goOnline();
  await until("the tablet is level", async () => (await tablet.page.getByText(SAYS.upToDate).count()) > 0, 60);
  await tablet.page.getByText("Nothing needs your decision").first().waitFor();
  await phone.open("/inbox");
  await phone.page.getByText("Nothing needs your decision").first().waitFor();
  if ((await offersFor(desk, account)) !== before + 1) throw new Error("the offer is there twice");
  await desk.open(address);
  await until("its lines are there once", async () => (await linesOf(desk)) === LINES.length);
}

/// On the account's page; its address.
async function photographed(device, account) {
  const { page } = device;
  await device.open("/accounts");
  await page.getByRole("searchbox").fill(account);
  await page.getByRole("main").getByRole("link", { name: account }).first().click();
  await page.waitForURL(/\/accounts\/[0-9a-f-]{36}/);
  await add(device, "pompa.jpg", photo({ place: true }));
  await page.getByText("Waits to be sent").first().waitFor();
  return new URL(page.url()).pathname;
}

const saveButton = ({ page }) => page.getByRole("button", { name: "Save a copy of unsent work" }).first();

async function savedCopy(device, world) {
  await device.open("/sync");
  const download = device.page.waitForEvent("download");
  await saveButton(device).click();
  const file = await download;
  if (!/^sahada-unsent-[\d-]{16}\.sahada$/.test(file.suggestedFilename())) throw new Error(`it is called ${file.suggestedFilename()}`);
  await device.page.getByText(/^A copy of \d+ changes is saved$/).waitFor();
  await device.page.getByText("1 file is in it as well.").waitFor();
  await device.look();
  const kept = join(world.place, file.suggestedFilename());
  await file.saveAs(kept);
  const copy = await readFile(kept);
  if (!copy.subarray(0, 16).equals(Buffer.from("sahada-unsent 2\n"))) throw new Error("it does not say what it is");
  if (copy.includes("offers.created")) throw new Error("the work lies open in the file");
  return copy;
}

async function takeIn(device, copy, said) {
  await device.open("/sync");
  const chooser = device.page.waitForEvent("filechooser");
  await device.page.getByRole("button", { name: "Take in a copy" }).click();
  await (await chooser).setFiles({ name: "sahada-unsent.sahada", mimeType: "application/octet-stream", buffer: copy });
  await device.page.getByText(said).first().waitFor();
}

async function offersFor(device, account) {
  await device.open("/offers");
  const links = device.page.getByRole("main").getByRole("link");
  await links.first().waitFor();
  return links.filter({ hasText: account }).count();
}

function linesOf({ page }) {
  return page.locator(".offer-line").count();
}
