//! A new version never surprises: it waits until the page asks for it, the files of two earlier ones stay, and the server
//! can withdraw a worker that turned out to be broken. Releases are made here by changing the page of the finished site.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { until } from "./harness/pause.mjs";
import { served } from "./harness/site.mjs";

export const needsServer = false;
const SITE = fileURLToPath(new URL("../../target/site", import.meta.url));

export default async function (world) {
  const now = {};
  const site = await served(SITE, now);
  world.server.port = site.port;
  try {
    const tablet = await world.device("tablet", { accessibility: false });
    await tablet.open("/");
    await tablet.readyForTheRoad();
    await waitsUntilAsked(tablet, now);
    await keepsTwoEarlierVersions(tablet, now);
    await canBeWithdrawn(tablet, now);
  } finally {
    await site.end();
  }
}

async function waitsUntilAsked(tablet, now) {
  await release(now, "second");
  await tablet.page.reload();
  await until("the second version waits", () => state(tablet, "waiting"));
  await tablet.page.reload();
  await same("a reload alone keeps the first version", await shown(tablet), null);
  await takeOver(tablet);
  await same("asked for, the second version is there", await shown(tablet), "second");
}

async function keepsTwoEarlierVersions(tablet, now) {
  for (const name of ["third", "fourth"]) {
    await release(now, name);
    await tablet.page.reload();
    await until(`the ${name} version waits`, () => state(tablet, "waiting"));
    await takeOver(tablet);
    await same("the version is the one released", await shown(tablet), name);
  }
  await until("the first of four versions is gone", async () => (await caches(tablet)) === 3);
}

/// The worker asks at every start; the next start comes from the network, and nothing is kept.
async function canBeWithdrawn(tablet, now) {
  now["/service_worker_off"] = "<h1>Hotel</h1>";
  await tablet.page.reload();
  await same("a portal's page switches nothing off", await caches(tablet), 3);
  now["/service_worker_off"] = "off";
  await tablet.page.reload();
  await until("everything kept is gone", async () => (await caches(tablet)) === 0);
  await tablet.page.reload();
  await until("no worker is left", async () => !(await state(tablet, "active")));
  await tablet.page.getByRole("main").waitFor();
}

/// The page as a later build would write it, and the worker that belongs to it.
async function release(now, name) {
  const [page, worker] = await Promise.all(["index.html", "service_worker.js"].map((file) => readFile(`${SITE}/${file}`, "utf8")));
  now["/"] = page.replace("</head>", `<meta name="release" content="${name}"></head>`);
  const hash = createHash("sha256").update(now["/"]).digest("hex");
  const listed = worker.replace(/\["\/","[0-9a-f]{32}"\]/, `["/","${hash.slice(0, 32)}"]`);
  now["/service_worker.js"] = listed.replace(/const VERSION = "[0-9a-f]+"/, `const VERSION = "${hash.slice(0, 16)}"`);
}

async function takeOver({ page }) {
  await page.evaluate(async () => {
    const changed = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    (await navigator.serviceWorker.getRegistration()).waiting.postMessage({ type: "activate" });
    await changed;
  });
  await page.reload();
}

function state({ page }, which) {
  return page.evaluate(async (which) => Boolean((await navigator.serviceWorker.getRegistration())?.[which]), which);
}

function shown({ page }) {
  return page.evaluate(() => document.querySelector("meta[name=release]")?.content ?? null);
}

function caches({ page }) {
  return page.evaluate(async () => (await window.caches.keys()).filter((name) => name.startsWith("sahada-shell-")).length);
}

async function same(what, found, wanted) {
  if (found !== wanted) throw new Error(`${what}: found ${found}, wanted ${wanted}`);
}
