//! Others' work: how fast the server decides it, and how long a device takes for 10,000 changes that it missed.

import { signIn } from "../people.mjs";
import { client, priceChanges } from "../harness/client.mjs";
import { measurePage } from "../harness/measure_page.mjs";
import { mark, stopwatch } from "../harness/stopwatch.mjs";

const CHANGES = 10_000;
const CLIENTS = 4;
const RUNS = 3;

export default async function (world, figures) {
  const desk = await world.device("desk", { size: "desktop", everyPage: stopwatch });
  await signIn(desk, "administrator");
  await mark(desk.page, "sahada:aboard", 600);
  await desk.readyForTheRoad();
  const decided = [], took = [];
  for (let run = 0; run < RUNS; run++) {
    const press = await measurePage(desk);
    const products = await press("name products", { howMany: CHANGES });
    await desk.goOffline();
    decided.push(await changed(world, products, run));
    took.push(await caughtUp(desk));
  }
  figures.add("server: decided intentions, 4 clients, pushes of 256", decided, { unit: "/s", goal: { least: 5000 } });
  figures.add(`pull ${CHANGES} changes, asked to applied`, took, { goal: { median: 250 } });
}

/// Intentions per second.
async function changed(world, products, run) {
  const share = Math.ceil(products.length / CLIENTS);
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => client(world.server.port, "salesManager")));
  const work = clients.map((client, at) => [client, client.bodies(priceChanges(products.slice(at * share, (at + 1) * share), run))]);
  const start = performance.now();
  const counted = await Promise.all(work.map(([client, bodies]) => client.push(bodies)));
  const seconds = (performance.now() - start) / 1000;
  const applied = counted.reduce((sum, { applied = 0, merged = 0 }) => sum + applied + merged, 0);
  if (applied < products.length) throw new Error(`${applied} of ${products.length} changes were applied: ${JSON.stringify(counted)}`);
  return products.length / seconds;
}

async function caughtUp(desk) {
  const { page } = desk;
  await page.evaluate(() => (performance.clearMarks("sahada:pull-applied"), performance.clearResourceTimings()));
  await desk.goOnline();
  const applied = await mark(page, "sahada:pull-applied", 300);
  const asked = await page.evaluate(() => performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/sync/pull")).startTime);
  return applied - asked;
}
