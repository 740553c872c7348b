//! What a browser loads before the first page: compressed sizes of the finished site, glue and style included, fonts beside it;
//! and all of it, with the parts that follow.

import { readdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const needsServer = false;
const SITE = fileURLToPath(new URL("../../../target/site", import.meta.url));
const FIRST_LOAD = /^(?:app|boot|parts|style|index)[^/]*\.(?:wasm|js|css|html)\.br$/;

export default async function (_world, figures) {
  const files = await readdir(SITE, { recursive: true });
  const size = async (names) => (await Promise.all(names.map((name) => stat(`${SITE}/${name}`)))).reduce((sum, { size }) => sum + size, 0) / 1024;
  const wasm = files.filter((name) => /^app[^/]*\.wasm/.test(name));
  figures.add("shipped code, brotli", [await size(files.filter((name) => FIRST_LOAD.test(name)))], { unit: "KB", goal: { max: 450 } });
  figures.add("the module: raw", [await size(wasm.filter((name) => name.endsWith(".wasm")))], { unit: "KB" });
  figures.add("the module: gzip", [await size(wasm.filter((name) => name.endsWith(".gz")))], { unit: "KB" });
  figures.add("the module: brotli", [await size(wasm.filter((name) => name.endsWith(".br")))], { unit: "KB" });
  figures.add("  and the pages that follow in parts, brotli", [await size(files.filter((name) => /^(?:split|chunk)_.*\.wasm\.br$/.test(name)))], { unit: "KB" });
  figures.add("fonts", [await size(files.filter((name) => name.endsWith(".woff2")))], { unit: "KB", goal: { max: 95 } });
}
