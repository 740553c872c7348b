//! In a basement, without signal, the camera reads type plates: one code, several of which one is chosen, GS1 in a return; and says what
//! to do where there is no camera.

import { join } from "node:path";
import { plate, seeing } from "./harness/plates.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

const TERRITORIES = ["marmara", "ege", "anadolu"];
const GTIN = "04006381333931";
const SAYS = {
  camera: "Kamerayla okut",
  several: "Birden fazla kod okundu. Hangisi?",
  maybe: "Bu bir ürün kodu olabilir. Seri numarası olarak kullanılsın mı?",
  another: "Başka kod okut",
  close: "Kapat",
  missing: "Bu cihazda kamera bulunamadı",
  typeInstead: "Numarayı yazabilir ya da bir el okuyucusu kullanabilirsiniz.",
};

export default async function (world) {
  const units = (await soldUnits(world.server.folder)).filter(({ document }) => TERRITORIES.includes(document.place.territory));
  const tablet = await world.device("tablet", { language: "tr-TR" });
  const sees = async (path, ...codes) => {
    tablet.args = seeing(await plate(join(world.place, "film.y4m"), codes));
    await tablet.restart(path);
  };
  await signIn(tablet, "technician");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.goOffline();

  // whoever allowed the camera before came to scan
  await sees("/scan", { kind: "code128", text: units[0].serial });
  await shows(tablet, units[0]);

  await sees("/scan", { kind: "code128", text: units[1].serial }, { kind: "ean13", text: GTIN.slice(1) });
  await tablet.page.getByText(SAYS.several).waitFor();
  await tablet.look();
  await tablet.page.getByRole("button", { name: units[1].serial, exact: true }).click();
  await shows(tablet, units[1]);

  await sees("/returns/new", { kind: "gs1datamatrix", text: `(01)${GTIN}(21)${units[2].serial}` });
  await look(tablet);
  await tablet.page.getByText(units[2].account.name).first().waitFor();

  await whatMayBeSomethingElse(tablet, sees);
  await theBrowsersOwnReader(tablet, units[3]);
  await withoutACamera(tablet);
}

/// A product's code goes into no serial field without a question, and the camera goes out with the dialog.
async function whatMayBeSomethingElse(tablet, sees) {
  tablet.everyPage = `const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.streams = [];
    navigator.mediaDevices.getUserMedia = async (...wanted) => { const stream = await open(...wanted); window.streams.push(stream); return stream; };`;
  await sees("/returns/new", { kind: "ean13", text: GTIN.slice(1) });
  await look(tablet);
  const { page } = tablet;
  await page.getByText(SAYS.maybe).waitFor();
  await tablet.look();
  await page.getByRole("button", { name: SAYS.another }).click();
  const runs = (count) => page.waitForFunction((count) => window.streams.filter((stream) => stream.getTracks().some((track) => track.readyState === "live")).length === count, count);
  await runs(1);
  await page.getByRole("button", { name: SAYS.close }).click();
  await runs(0);
}

/// Where the browser reads codes itself, it is asked: GS1 begins with the separator there.
async function theBrowsersOwnReader(tablet, unit) {
  tablet.everyPage = `window.BarcodeDetector = class { async detect() { return [{ rawValue: "\\u001d21${unit.serial}" }]; } };`;
  await tablet.restart("/scan");
  await shows(tablet, unit);
  tablet.everyPage = null;
}

async function withoutACamera(tablet) {
  tablet.args = [];
  await tablet.restart("/scan");
  await look(tablet);
  await tablet.page.getByText(SAYS.missing).waitFor();
  await tablet.page.getByText(SAYS.typeInstead).waitFor();
}

async function look({ page }) {
  await page.getByRole("button", { name: SAYS.camera }).first().click();
}

async function shows({ page }, { serial, account, document }) {
  for (const words of [serial, account.name, document.number]) await page.getByText(words).first().waitFor();
}
