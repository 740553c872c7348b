//! Runs the journeys one after the other: a fresh server and fresh devices for each, one line for each, pictures of what failed.
//! A journey is a file beside this one with a default function; it finds things by role and name as people do. `sizes` says on which
//! screens all of it is gone through.

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { asked } from "./harness/arguments.mjs";
import { bench } from "./harness/bench.mjs";
import { pause } from "./harness/pause.mjs";
import { demoCompany } from "./harness/server.mjs";
import { World } from "./harness/world.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PICTURES = join(HERE, "../../target/journeys");
const NOT_JOURNEYS = ["run.mjs", "people.mjs"];
const SECONDS_MAX = 180;

const wanted = asked();
const folder = await mkdtemp(join(tmpdir(), "sahada-journeys-"));
try {
  process.exitCode = wanted.bench ? await bench(wanted, HERE, folder) : await journeys();
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function journeys() {
  await rm(PICTURES, { recursive: true, force: true });
  const files = (await readdir(HERE)).filter((file) => file.endsWith(".mjs") && !NOT_JOURNEYS.includes(file));
  const chosen = files.filter((file) => file.includes(wanted.name ?? "")).sort();
  let made;
  const company = () => (made ??= timed("(the demo company is made)", () => demoCompany(wanted.server, folder)));
  const walks = [];
  for (const file of chosen) {
    const steps = await import(`./${file}`);
    for (const size of steps.sizes ?? [undefined]) walks.push([file.replace(".mjs", ""), steps, size]);
  }
  let failed = 0;
  for (const [name, steps, size] of walks) failed += (await journey(name, steps, size, company)) ? 0 : 1;
  console.log(`journeys: ${walks.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

async function journey(file, steps, size, company) {
  const name = size ? `${file} on a ${size}` : file;
  // made once, by the first journey that needs it, and on nobody's account
  if (steps.needsServer ?? true) await company();
  const world = new World({
    place: join(folder, name.replaceAll(" ", "_")), pictures: join(PICTURES, name.replaceAll(" ", "_")), size, program: wanted.server, chromium: wanted.chromium,
    company: (to) => company().then((copy) => copy(to)),
  });
  const start = Date.now();
  const problems = await walked(world, steps).catch((problem) => [problem.stack, ...world.devices.flatMap((device) => device.problems)]);
  if (problems.length) await world.keepEvidence();
  await world.end();
  // forty companies and their browsers' profiles together fill a small disk
  await rm(world.place, { recursive: true, force: true, maxRetries: 5 });
  console.log(line(problems.length ? "✗" : "✓", name, start));
  for (const problem of problems) console.log(indented(problem));
  if (problems.length) console.log(indented(`pictures and console: target/journeys/${name.replaceAll(" ", "_")}`));
  return problems.length === 0;
}

async function timed(name, work) {
  const start = Date.now();
  const done = await work();
  console.log(line(" ", name, start));
  return done;
}

function line(sign, name, start) {
  return `  ${sign} ${name.padEnd(40)} ${((Date.now() - start) / 1000).toFixed(1).padStart(6)} s`;
}

async function walked(world, { default: walk, needsServer = true, seconds = SECONDS_MAX }) {
  if (needsServer) await world.start();
  const timer = new AbortController();
  const late = pause(seconds * 1000, timer.signal).then(() => {
    throw new Error(`not finished after ${seconds} seconds`);
  });
  await Promise.race([walk(world), late]).finally(() => timer.abort());
  return world.problems();
}

function indented(text) {
  return text.replace(/^/gm, "      ");
}
