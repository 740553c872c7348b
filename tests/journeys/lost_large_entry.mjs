//! A tablet loses the files in which the browser keeps large values, as the power takes them: it starts as ever, its other work goes out,
//! and what was lost is said. What the server had before is neither asked for nor said.

import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./harness/pause.mjs";
import { SAYS, aboard, openProduct, rename, signIn } from "./people.mjs";

/// Two entries of the queue, each too large for the browser's own tables.
const ROWS = 900;

export default async function (world) {
  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  await signIn(desk, "salesManager");
  await aboard(desk);
  const tablet = await world.device("tablet", { language: "en-GB" });
  await signIn(tablet, "salesManager");
  await aboard(tablet);
  const path = await openProduct(tablet, "vidali");
  await tablet.readyForTheRoad();

  await lostAfterItArrived(tablet, desk);
  await lostBeforeItWasSent(tablet, desk, path);
}

/// The server has it and its answer was lost: nothing but lost values waits.
async function lostAfterItArrived(tablet, desk) {
  tablet.expects(/Failed to load resource/);
  await tablet.open("/products/import");
  const before = await blobs(tablet);
  tablet.cable.loseAnswers();
  await imports(tablet, "VARDI");
  await until("the desk has the products", () => isThere(desk, `VARDI-${ROWS}`), 60);
  await startsWithout(tablet, before);
  await tablet.goOnline();
  await isLevel(tablet);
  await tablet.open("/inbox");
  await tablet.page.getByText("Nothing needs your decision").first().waitFor();
  await until("the tablet has the products", () => isThere(tablet, `VARDI-${ROWS}`), 60);
}

async function lostBeforeItWasSent(tablet, desk, path) {
  await tablet.open("/products/import");
  await tablet.goOffline();
  const before = await blobs(tablet);
  await imports(tablet, "KAYIP");
  await rename(tablet, path, "Renamed beside a loss");
  await startsWithout(tablet, before);
  await tablet.goOnline();
  await tablet.page.getByText("2 need you").first().waitFor({ timeout: 60_000 });
  await desk.open(path);
  await desk.page.getByRole("heading", { name: "Renamed beside a loss" }).first().waitFor({ timeout: 30_000 });

  await tablet.open("/inbox");
  const lost = tablet.page.getByRole("link", { name: /Could not be read/ });
  await lost.first().waitFor();
  if ((await lost.count()) !== 2) throw new Error(`${await lost.count()} of two lost entries are said`);
  await lost.first().click();
  await tablet.page.getByText("The entry on this device could not be read.").first().waitFor();
  if (await isThere(desk, `KAYIP-${ROWS}`)) throw new Error("it was not lost");
  await again(tablet, desk);
}

/// As ever from here on.
async function again(tablet, desk) {
  await imports(tablet, "KAYIP");
  await until("the desk has what was done anew", () => isThere(desk, `KAYIP-${ROWS}`), 60);
}

async function imports(device, code) {
  const { page } = device;
  if (!page.url().endsWith("/products/import")) await device.open("/products/import");
  const lines = Array.from({ length: ROWS }, (_, row) => `${code}-${row + 1};${code} ağır hizmet pompası numara ${row + 1}, paslanmaz gövde ve yedek conta takımı ile`);
  const chooser = page.waitForEvent("filechooser");
  await page.getByText("Choose product file").first().click();
  await (await chooser).setFiles({ name: "products.csv", mimeType: "text/csv", buffer: Buffer.from(["Code;Name", ...lines, ""].join("\n")) });
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: new RegExp(`^Import ${ROWS}`) }).click();
  await page.getByText("The import is done").first().waitFor({ timeout: 30_000 });
}

/// The browser ends, loses every file it made since `before`, and starts without signal: somebody works there at once.
async function startsWithout(device, before) {
  await device.goOffline();
  await device.end();
  const fresh = (await blobs(device)).filter((file) => !before.includes(file));
  if (fresh.length < 2) throw new Error(`${fresh.length} files were made, so nothing large can be lost`);
  for (const file of fresh) await rm(file);
  await device.start();
  await device.open("/");
  await device.page.getByRole("navigation").first().waitFor({ timeout: 30_000 });
  if (await device.page.getByRole("textbox", { name: SAYS.signInName }).count()) throw new Error("nobody is signed in any more");
}

/// The files of large values.
async function blobs({ profile }) {
  const place = join(profile, "Default", "IndexedDB");
  const files = await readdir(place, { recursive: true, withFileTypes: true });
  return files.filter((file) => file.isFile() && file.parentPath.includes(".blob")).map((file) => join(file.parentPath, file.name));
}

async function isLevel({ page }) {
  await until("nothing waits", async () => (await page.getByText(SAYS.upToDate).count()) > 0, 60);
}

async function isThere(device, code) {
  await device.open("/products");
  await device.page.getByRole("searchbox").fill(code);
  await device.page.waitForTimeout(400);
  return (await device.page.getByRole("main").getByText(code, { exact: true }).count()) > 0;
}
