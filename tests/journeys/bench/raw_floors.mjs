//! What the browser itself costs, without any code of ours: the floors beside which our figures are read.
//! Content of the same size as ours: 100,000 products, 15 MB packed, an offer of 15 lines.

import { served } from "../harness/site.mjs";
import { products, queries } from "../harness/content.mjs";

export const needsServer = false;
const PAGES = 200;
const PAGE_BYTES = 75_000;
const OFFER_BYTES = 4_500;
const RESTARTS = 3;
const BLANK = "<!doctype html><html lang='en'><title>floors</title>";

export default async function (world, figures) {
  const rows = products(100_000);
  const json = JSON.stringify(rows);
  const packed = Buffer.alloc(PAGES * PAGE_BYTES, 7);
  const site = await served("/nowhere", { "/": BLANK, "/rows": json, "/packed": packed });
  world.server.port = site.port;
  try {
    await networkFloors(await world.device("network"), figures);
    await storageFloors(await world.device("storage"), figures);
    const names = rows.map(({ name }) => name.toLowerCase()).join("\n");
    await searchFloor(await world.device("search"), figures, names);
  } finally {
    await site.end();
  }
}

async function networkFloors(device, figures) {
  await device.open("/");
  const timed = (path, read) =>
    device.page.evaluate(async ([path, read]) => {
      const start = performance.now();
      await (await fetch(path, { cache: "no-store" }))[read]();
      return performance.now() - start;
    }, [path, read]);
  const parsed = [], bytes = [];
  for (let run = 0; run < RESTARTS; run++) {
    parsed.push(await timed("/rows", "json"));
    bytes.push(await timed("/packed", "arrayBuffer"));
  }
  figures.add("floor: fetch and parse 100,000 rows of JSON", parsed);
  figures.add("floor: fetch 15 MB packed", bytes);
}

async function storageFloors(device, figures) {
  await device.open("/");
  const { strict, relaxed, sealed, written } = await device.page.evaluate(writeAll, { PAGES, PAGE_BYTES, OFFER_BYTES });
  figures.add("floor: one strict transaction, offer of 15 lines", strict);
  figures.add("floor: the same, sealed before", sealed);
  figures.add("floor: the same, relaxed", relaxed);
  figures.add("floor: write 15 MB in 200 pages, relaxed", [written]);
  const plain = [], opened = [];
  for (let run = 0; run < RESTARTS; run++) {
    await device.restart("/");
    plain.push(await device.page.evaluate(readAll, "plain"));
    await device.restart("/");
    opened.push(await device.page.evaluate(readAll, "sealed"));
  }
  figures.add("floor: cold start, read 15 MB in 200 pages", plain);
  figures.add("floor: the same, opened from the seal", opened);
}

async function searchFloor(device, figures, names) {
  await device.open("/");
  const samples = await device.page.evaluate(([names, queries]) => {
    const found = [];
    for (let round = 0; round < 15; round++) {
      for (const query of queries) {
        const start = performance.now();
        let hits = 0;
        for (let at = names.indexOf(query); at >= 0; at = names.indexOf(query, names.indexOf("\n", at))) {
          hits++;
          if (names.indexOf("\n", at) < 0) break;
        }
        found.push([performance.now() - start, hits][0]);
      }
    }
    return found;
  }, [names, queries]);
  figures.add("floor: substring over one joined string", samples);
}

/// Runs in the page.
async function writeAll({ PAGES, PAGE_BYTES, OFFER_BYTES }) {
  const database = await new Promise((done, failed) => {
    const request = indexedDB.open("floors", 1);
    request.onupgradeneeded = () => ["queue", "plain", "sealed", "keys"].forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const commit = (store, durability, fill) =>
    new Promise((done, failed) => {
      const transaction = database.transaction(store, "readwrite", { durability });
      transaction.oncomplete = done;
      transaction.onabort = () => failed(transaction.error);
      fill(transaction.objectStore(store));
      transaction.commit();
    });
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const seal = async (bytes) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
  };
  const offer = new Uint8Array(OFFER_BYTES).fill(65);
  const timed = async (count, work) => {
    const samples = [];
    for (let run = 0; run < count; run++) {
      const start = performance.now();
      await work(run);
      samples.push(performance.now() - start);
    }
    return samples;
  };
  await timed(20, (run) => commit("queue", "strict", (store) => store.put(offer, `warm ${run}`)));
  const strict = await timed(200, (run) => commit("queue", "strict", (store) => store.put(offer, `s${run}`)));
  const relaxed = await timed(200, (run) => commit("queue", "relaxed", (store) => store.put(offer, `r${run}`)));
  const sealed = await timed(200, async (run) => {
    const envelope = await seal(offer);
    await commit("queue", "strict", (store) => store.put(envelope, `e${run}`));
  });
  const pages = Array.from({ length: PAGES }, (_, page) => new Uint8Array(PAGE_BYTES).fill(page));
  const [written] = await timed(1, () => commit("plain", "relaxed", (store) => pages.forEach((page, at) => store.put(page, at))));
  const envelopes = await Promise.all(pages.map(seal));
  await commit("sealed", "relaxed", (store) => envelopes.forEach((page, at) => store.put(page, at)));
  await commit("keys", "strict", (store) => store.put(key, "key"));
  database.close();
  return { strict, relaxed, sealed, written };
}

/// Runs in the page: from opening the database to all bytes in memory.
async function readAll(store) {
  const answer = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const start = performance.now();
  const database = await answer(indexedDB.open("floors"));
  const transaction = database.transaction([store, "keys"]);
  const [pages, key] = await Promise.all([answer(transaction.objectStore(store).getAll()), answer(transaction.objectStore("keys").get("key"))]);
  if (store === "sealed") await Promise.all(pages.map(({ iv, bytes }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes)));
  database.close();
  return performance.now() - start;
}
