//! Own work: offers of 15 lines saved strictly and sealed, a thousand of them waiting, and what a list shows of a change.

import { SAYS, signIn } from "../people.mjs";
import { measurePage } from "../harness/measure_page.mjs";
import { mark, stopwatch } from "../harness/stopwatch.mjs";

const OFFERS = 1000;
const RENAMES = 40;
const PULLS = 9;

export default async function (world, figures) {
  const desk = await world.device("desk", { size: "desktop", everyPage: stopwatch });
  await signIn(desk, "administrator");
  await mark(desk.page, "sahada:aboard", 600);
  await desk.readyForTheRoad();
  await list(desk, figures);
  await desk.page.getByText(SAYS.upToDate).first().waitFor();
  await desk.goOffline();
  await offers(desk, figures);
  await waiting(desk, figures);
  await pushed(desk, figures);
}

/// Rows of the products list, renamed one after the other: to the row on the screen, its strict save included.
async function list(desk, figures) {
  const press = await measurePage(desk);
  const { page } = desk;
  await page.getByRole("button", { name: "show products" }).click();
  await page.locator(".virtual-list-item").first().waitFor({ timeout: 60_000 });
  await page.evaluate(() => {
    window.changed = [];
    const rows = document.querySelector(".virtual-list-rows");
    new MutationObserver(() => window.changed.push(performance.now())).observe(rows, { subtree: true, childList: true, characterData: true });
  });
  const { samples } = await press("rename products", { howMany: RENAMES });
  const changed = await page.evaluate(() => window.changed);
  const seen = samples.map(([start, saved]) => [start, saved, changed.find((moment) => moment >= saved - 1)]);
  const timed = seen.filter(([, , moment], at) => moment && moment < (samples[at + 1]?.[0] ?? Infinity));
  if (timed.length < RENAMES / 2) throw new Error(`only ${timed.length} of ${RENAMES} changes were seen on the list`);
  figures.add("list on screen after a write, strict save included", timed.map(([start, , moment]) => moment - start), { goal: { median: 3, p95: 6 } });
  figures.add("  of that after the save", timed.map(([, saved, moment]) => moment - saved));
}

async function offers(desk, figures) {
  const press = await measurePage(desk);
  const { samples, whole } = await press("make offers", { howMany: OFFERS });
  figures.add("save an offer of 15 lines, strict and sealed", samples, { goal: { median: 1.5, p95: 3 } });
  figures.add(`${OFFERS} such offers in a row`, [whole], { goal: { max: 900 } });
}

/// The browser starts again with all of it waiting.
async function waiting(desk, figures) {
  const opened = [];
  for (let start = 0; start < 3; start++) {
    await desk.restart("/products");
    const row = await mark(desk.page, "bench:first-row-painted");
    opened.push(row - (await mark(desk.page, "sahada:opening")));
  }
  figures.add(`cold start with ${OFFERS} waiting, to painted rows`, opened);
  const press = await measurePage(desk);
  const beside = await press("pull beside the work", { howMany: PULLS });
  const under = await press("pull under the work", { howMany: PULLS });
  if (under.waiting !== OFFERS || under.touched < OFFERS) throw new Error(`not all ran again: ${JSON.stringify(under)}`);
  figures.add(`view right after a pull, ${OFFERS} waiting, nothing of theirs touched`, beside.samples, { goal: { median: 16 } });
  figures.add(`view right after a pull, ${OFFERS} waiting, all run again`, under.samples, { goal: { median: 100 } });
  // what was made up must not stay in memory
  await desk.reopen("/measure");
}

/// From the first request to the last answer, as the browser saw them.
async function pushed(desk, figures) {
  const { page } = desk;
  await page.evaluate(() => performance.setResourceTimingBufferSize(5000));
  await desk.goOnline();
  await mark(page, "sahada:pull-applied", 300);
  const [first, last, applied] = await page.evaluate(() => {
    const pushes = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/sync/push"));
    return [Math.min(...pushes.map(({ startTime }) => startTime)), Math.max(...pushes.map(({ responseEnd }) => responseEnd)), performance.getEntriesByName("sahada:pull-applied")[0].startTime];
  });
  figures.add(`push ${OFFERS} queued offline, decided and flushed`, [last - first], { goal: { max: 300 } });
  figures.add("  and confirmed by the pull after it", [applied - first]);
}
