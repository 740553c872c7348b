//! axe on every page somebody stays on: once per address and look, all rules, contrast included.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pause } from "./pause.mjs";

const AGAIN_MILLISECONDS = 250;
const STANDS_MILLISECONDS = 10_000;

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/// Ids differ, the page is the same.
export function shape(address) {
  return new URL(address).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id");
}

/// Every violation as one sentence with the elements it is about. What was found while the page still changed colours is
/// asked once more: only what stays on the screen is a violation.
export async function violations(page) {
  // before the app stands there is nothing to judge; a page that never gets there is judged as it is
  await page.locator("main").first().waitFor({ state: "attached", timeout: STANDS_MILLISECONDS }).catch(() => {});
  let found = await judged(page);
  if (found.length > 0) {
    await pause(AGAIN_MILLISECONDS);
    found = await judged(page);
  }
  return found.map(({ id, help, where }) => `${id}: ${help}\n    ${where.slice(0, 5).join("\n    ")}`);
}

/// A page that was loaded anew while we looked has lost the judge: it is brought again.
async function judged(page) {
  for (let tries = 0; tries < 5; tries += 1) {
    await page.evaluate(source);
    const found = await page.evaluate(settledViolations);
    if (found) return found;
  }
  throw new Error("the page is loaded again and again");
}

/// Runs in the page; nothing when there is no judge in it. A change that begins while another ends is waited for, too; what never ends has no settled look anyway.
async function settledViolations() {
  for (let moving = document.getAnimations(), round = 0; moving.length > 0 && round < 10; moving = document.getAnimations(), round += 1) {
    const ends = moving.filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
    if (ends.length === 0) break;
    await Promise.all(ends.map((animation) => animation.finished.catch(() => {})));
  }
  if (!window.axe) return null;
  const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`) }));
}
