//! Weeks without signal: 10,000 offers wait on one device. How long until the server has decided all of them and the device was told,
//! and how many of them another device does not find then?

import { SAYS, aboard, offersAboard, signIn } from "../people.mjs";
import { measurePage } from "../harness/measure_page.mjs";
import { stopwatch } from "../harness/stopwatch.mjs";

const OFFERS = 10_000;
const AT_ONCE = 500;
const SECONDS_MAX = 900;

export default async function (world, figures) {
  const desk = await world.device("desk", { size: "desktop", everyPage: stopwatch });
  await signIn(desk, "administrator");
  await aboard(desk);
  const before = await offersAboard(desk);
  await desk.goOffline();
  const press = await measurePage(desk);
  for (let made = 0; made < OFFERS; made += AT_ONCE) await press("make offers", { howMany: AT_ONCE });
  figures.add(`${OFFERS} queued offline, decided and confirmed`, [await drained(desk)], { unit: "s", goal: { max: 60 } });
  const other = await world.device("other", { size: "desktop" });
  await signIn(other, "administrator");
  await aboard(other);
  figures.add("  of them lost", [OFFERS - ((await offersAboard(other)) - before)], { unit: "", goal: { max: 0 } });
}

/// Seconds from the first signal to the word that nothing waits any more.
async function drained(desk) {
  const upToDate = desk.page.getByText(SAYS.upToDate).first();
  if (await upToDate.isVisible()) throw new Error("the device calls itself up to date with everything waiting");
  const start = performance.now();
  await desk.goOnline();
  await upToDate.waitFor({ timeout: SECONDS_MAX * 1000 });
  return (performance.now() - start) / 1000;
}
