//! Real tabs of a real Chromium against a real server, under faults that a seed chooses. One line at the end; for a failed run its seed
//! and the command that repeats it. `--seed S --runs N`, `--tell` for everything that happens.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { demoCompany, serverOf } from "../journeys/harness/server.mjs";
import { Browser } from "./browser.mjs";
import { chanceOf } from "./chance.mjs";
import { Device } from "./device.mjs";
import { logOf } from "./log.mjs";
import { Story } from "./story.mjs";

/// A small company: first fetches are not what is tested here.
const COMPANY = ["--demo-scale", "60"];
const PRODUCTS = 5;
const RUN_SECONDS_MAX = 120;

const { values: wanted } = parseArgs({
  options: {
    server: { type: "string" },
    chromium: { type: "string" },
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "20" },
    tell: { type: "boolean", default: false },
  },
});
if (!wanted.server || !wanted.chromium) throw new Error("say --server PROGRAM and --chromium PROGRAM; `cargo xtask test chaos` does");

const folder = await mkdtemp(join(tmpdir(), "sahada-chaos-"));
const counts = { runs: 0, saves: 0, kills: 0, cuts: 0, portals: 0, wipes: 0, destroyed: 0, lost: 0, doubled: 0 };
const problems = [];
const world = await begin();
let failed = 0;
let hosts = 0;
/// What hangs would disturb the next run.
let hangs = false;
try {
  const first = Number(wanted.seed);
  for (let seed = first; seed < first + Number(wanted.runs) && !hangs; seed++) failed += (await ran(seed)) ? 0 : 1;
} finally {
  await world.browser.kill().catch(() => {});
  await world.server.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
}
console.log(`chaos: ${Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(", ")}`);
process.exit(failed ? 1 : 0);

async function begin() {
  const program = resolve(wanted.server);
  const copy = await demoCompany(program, folder, COMPANY);
  const server = serverOf(program, join(folder, "world"), COMPANY);
  await mkdir(join(folder, "world"), { recursive: true });
  await copy(server.folder);
  await server.start();
  const log = logOf(server.folder);
  const browser = new Browser(wanted.chromium, join(folder, "profile"));
  await browser.start();
  const paths = [...(await log.products(PRODUCTS)).keys()].map((id) => `/products/${id}`);
  return { server, log, browser, paths, problems };
}

async function ran(seed) {
  const start = performance.now();
  const chance = chanceOf(seed);
  const devices = await peopleOf(seed, chance);
  const story = new Story({ ...world, start, since: await world.log.head() }, seed, chance, devices, counts);
  problems.length = 0;
  let late;
  const timer = new Promise((_, failed) => (late = setTimeout(() => failed(tooLate()), RUN_SECONDS_MAX * 1000)));
  const failure = await Promise.race([story.walk(), timer]).then(() => null, (problem) => problem);
  clearTimeout(late);
  counts.runs += 1;
  for (const device of devices) {
    await device.closeTabs();
    device.line.end();
  }
  if (wanted.tell || failure) story.told.forEach((words) => console.log(`      ${words}`));
  if (wanted.tell || failure) console.log(`  ${failure ? "✗" : "✓"} seed ${seed} ${((performance.now() - start) / 1000).toFixed(1)} s`);
  if (failure) console.log(`      ${failure.stack}\n      again: node tests/chaos/run.mjs --server ${wanted.server} --chromium ${wanted.chromium} --seed ${seed} --runs 1 --tell`);
  return !failure;
}

function tooLate() {
  hangs = true;
  return new Error(`not finished after ${RUN_SECONDS_MAX} seconds`);
}

/// One or two people on two devices that nobody has used before.
async function peopleOf(seed, chance) {
  const people = ["salesperson", chance.happens(50) ? "salesperson" : "salesManager"];
  const device = (person, number) => {
    hosts += 1;
    const host = `127.1.${hosts >> 7}.${1 + (hosts & 127)}`;
    return new Device(`device ${number + 1}`, person, world.browser, problems).connect(() => world.server.port, host);
  };
  return Promise.all(people.map(device));
}
