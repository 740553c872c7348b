//! Runs the measurements: each in browsers of its own on profiles on disk, one after the other, and prints them with the machine.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Figures } from "./figures.mjs";
import { demoCompany } from "./server.mjs";
import { World } from "./world.mjs";

export async function bench(wanted, here, folder) {
  const files = (await readdir(join(here, "bench"))).filter((file) => file.endsWith(".mjs") && file.includes(wanted.name ?? "")).sort();
  const scale = ["--demo-scale", wanted.scale];
  let company;
  const once = (to) => (company ??= demoCompany(wanted.server, folder, scale)).then((copy) => copy(to));
  const figures = new Figures();
  let failed = 0;
  for (const file of files) failed += (await measured(file, { wanted, here, folder, once, scale, figures })) ? 0 : 1;
  console.log(`\n${wanted.machine}; ${wanted.scale} products\n`);
  figures.print();
  if (wanted.json) await figures.write(wanted.json, `${wanted.machine}; ${wanted.scale} products`);
  console.log(`\nmeasurements: ${files.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

async function measured(file, { wanted, here, folder, once, scale, figures }) {
  const { default: measure, needsServer = true } = await import(join(here, "bench", file));
  const place = join(folder, file.replace(".mjs", ""));
  const pictures = join(here, "../../target/journeys", file.replace(".mjs", ""));
  const world = new World({ place, pictures, program: wanted.server, chromium: wanted.chromium, company: once, more: scale, accessibility: false });
  try {
    if (needsServer) await world.start();
    await measure(world, figures);
    return true;
  } catch (problem) {
    console.log(`  ✗ ${file}: ${problem.stack}`);
    await world.keepEvidence();
    return false;
  } finally {
    await world.end();
  }
}
