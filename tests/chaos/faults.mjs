//! What strikes while people work. Each seed switches a random part of it on: otherwise strong faults hide weak ones.

import { pause } from "../journeys/harness/pause.mjs";

/// Most answers of a small change are shorter.
const CUT_BYTES_MAX = 2_000;

/// Fault -> [weight, what it does]. It gets the run and the device that is worked on.
const FAULTS = {
  tabKilled: [6, async (run, device) => {
    const tab = run.chance.one(device.alive);
    if (!tab) return;
    run.counts.kills += 1;
    await (run.chance.happens(50) ? tab.crash(run.browser) : tab.close());
  }],
  tabOpened: [3, async (run, device) => {
    if (device.alive.length < 3) await device.openTab();
  }],
  cut: [8, async (run, device) => {
    run.counts.cuts += 1;
    device.line.cutAfter(run.chance.below(CUT_BYTES_MAX));
  }],
  portal: [3, async (run, device) => {
    run.counts.portals += 1;
    device.line.becomePortal();
  }],
  stall: [3, async (run, device) => {
    run.counts.cuts += 1;
    device.line.stall();
  }],
  mended: [4, async (run, device) => device.line.mend()],
  serverKilled: [3, async (run) => {
    run.counts.kills += 1;
    await run.server.kill();
    await pause(run.chance.below(200));
    await run.server.start();
  }],
  browserKilled: [2, async (run) => {
    run.counts.kills += 1;
    await run.restartBrowser();
  }],
  cacheWiped: [3, async (run, device) => {
    run.counts.wipes += 1;
    await device.wipeCache();
  }],
  everythingWiped: [2, async (run, device) => {
    run.counts.wipes += 1;
    await run.wipe(device);
  }],
};

export function weather(chance) {
  const active = Object.keys(FAULTS).filter((name) => name === "mended" || chance.happens(55));
  const drawn = active.flatMap((name) => Array(FAULTS[name][0]).fill(name));
  return {
    active,
    next: () => chance.one(drawn),
    strike: (name, run, device) => FAULTS[name][1](run, device),
  };
}
