//! What the page's own process holds, as Linux counts it: shared memory divided among those who share it.

import { readFile, readdir } from "node:fs/promises";

/// Bytes of the largest renderer below the browser that runs on this profile; nothing where there is no /proc.
export async function memoryOfPage(profile) {
  const processes = await all();
  const browser = processes.find(({ words }) => words.includes(profile) && !words.includes("--type="));
  if (!browser) return undefined;
  const below = new Set([browser.id]);
  for (let grown = true; grown; ) {
    const next = processes.filter(({ id, parent }) => below.has(parent) && !below.has(id));
    next.forEach(({ id }) => below.add(id));
    grown = next.length > 0;
  }
  const renderers = processes.filter(({ id, words }) => below.has(id) && words.includes("--type=renderer"));
  return Math.max(...(await Promise.all(renderers.map(({ id }) => proportional(id)))));
}

async function all() {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(ids.map(async (id) => {
    const [words, stat] = await Promise.all([text(`/proc/${id}/cmdline`), text(`/proc/${id}/stat`)]);
    // the name before it may contain anything but the last parenthesis
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return { id: Number(id), parent, words };
  }));
  return found.filter(({ words }) => words);
}

async function proportional(id) {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(await text(`/proc/${id}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function text(path) {
  return readFile(path, "utf8").catch(() => "");
}
