//! A start with no network is the same start: once the shell is on the device, neither a closed tab nor a stopped server
//! nor a restarted browser keeps it from opening.

import { until } from "./harness/pause.mjs";

export default async function (world) {
  const tablet = await world.device("tablet");
  await tablet.open("/");
  await shellIsThere(tablet);
  await tablet.readyForTheRoad();
  await whatIsKeptIsWhatWasBuilt(tablet);

  await world.stopServer();
  await tablet.page.reload();
  await shellIsThere(tablet);

  await tablet.goOffline();
  await tablet.restart("/");
  await shellIsThere(tablet);
  await tablet.reopen("/products?search=vidal");
  await shellIsThere(tablet);

  await world.startServer();
  await tablet.goOnline();
  await aPortalsPageIsNotKept(tablet);
}

async function shellIsThere({ page }) {
  await page.getByRole("main").waitFor();
  if (await page.locator("#start-problem").isVisible()) throw new Error("the page says that it could not start");
}

/// The worker answers which version it is, and all its files are there.
async function whatIsKeptIsWhatWasBuilt({ page }) {
  const { version, kept } = await page.evaluate(async () => {
    const worker = (await navigator.serviceWorker.ready).active;
    const { version } = await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => done(data);
      worker.postMessage({ type: "version" }, [port2]);
    });
    const cache = await caches.open(`sahada-shell-${version}`);
    return { version, kept: (await cache.keys()).map(({ url }) => new URL(url).pathname) };
  });
  const kinds = ["/", ".wasm", ".js", ".css", ".woff2", "/manifest.webmanifest", "/icons.svg"];
  const missing = kinds.filter((kind) => !kept.some((path) => path.endsWith(kind)));
  if (!version || missing.length) throw new Error(`version ${version} lacks ${missing.join(", ")}`);
}

/// A hotel's sign-in page answers 200 to everything; what does not have the hash of the build stays out.
async function aPortalsPageIsNotKept({ page, context }) {
  const before = await keptFiles(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await (await caches.open(name)).delete("/icons.svg");
    await (await navigator.serviceWorker.ready).unregister();
  });
  await context.route("**/icons.svg", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Hotel</h1>" }));
  await page.reload();
  const installed = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register("/service_worker.js", { updateViaCache: "none" });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (worker.state === "installing") await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
    return worker.state;
  });
  if (installed !== "redundant") throw new Error(`a worker with the hotel's page became ${installed}`);
  await context.unroute("**/icons.svg");
  await page.reload();
  await until("all files are kept again", async () => (await keptFiles(page)) === before);
}

function keptFiles(page) {
  return page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(caches_.map((cache) => cache.keys()))).flat().length;
  });
}
