//! A million serials in the filter: its bytes on the wire, how often it is wrong, and the time from a scan to the verdict on the screen.

import { records } from "../harness/database.mjs";
import { measurePage } from "../harness/measure_page.mjs";
import { mark, stopwatch } from "../harness/stopwatch.mjs";
import { signIn } from "../people.mjs";

const SERIALS = 1_000_000;
const SCANS = 60;

export default async function (world, figures) {
  const tablet = await world.device("tablet", { everyPage: stopwatch });
  await signIn(tablet, "administrator");
  await mark(tablet.page, "sahada:aboard", 600);
  await tablet.readyForTheRoad();
  await tablet.goOffline();
  const press = await measurePage(tablet);
  const { bytes, opened, wrong, foreign } = await press("hold serials", { howMany: SERIALS });
  figures.add("a filter of 1,000,000 serials on the wire", [bytes / 1e6], { unit: "MB", goal: { max: 1.3 } });
  figures.add("  foreign serials it calls ours", [(wrong / foreign) * 100], { unit: "%", goal: { max: 1 } });
  figures.add("  opened", [opened]);
  const { page } = tablet;
  await page.getByRole("button", { name: "open scans" }).click();
  const field = page.getByRole("searchbox");
  await field.waitFor();
  // whatever is indexed once is indexed with the first
  await field.fill("FIRST-1");
  await page.evaluate(() => Object.assign(window.stopwatch, { keystrokes: [], painted: [] }));
  for (const code of await codes(world)) {
    await field.fill(code);
    await page.getByRole("main").getByText(code).first().waitFor();
  }
  const { keystrokes, painted } = await page.evaluate(() => window.stopwatch);
  figures.add("scan, until the verdict stands", keystrokes, { goal: { p95: 50 } });
  figures.add("scan, until painted (the screen's next frame included)", painted, { goal: { p95: 50 } });
}

/// In turn: aboard, sold to somebody else, nobody's.
async function codes(world) {
  const documents = await records(world.server.folder, "document");
  const aboard = documents.flatMap(({ lines }) => lines.flatMap(({ serials }) => serials));
  const kinds = [(at) => aboard[at * 17], (at) => `VK30-${String(at * 9_973).padStart(7, "0")}`, (at) => `HX-${at}`];
  return Array.from({ length: SCANS }, (_, at) => kinds[at % kinds.length](at));
}
