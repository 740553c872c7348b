//! Opens the app built with the feature "check": the store suite and the kit's checks run inside the real browser and
//! write their results into the page, one list item each with `data-outcome`; `data-checks="done"` on the root when all are there.

import { fileURLToPath } from "node:url";
import { LOST_VALUES } from "./harness/lost_values.mjs";
import { served } from "./harness/site.mjs";

export const needsServer = false;
const SITE = fileURLToPath(new URL("../../target/site-check", import.meta.url));

export default async function (world) {
  const site = await served(SITE);
  try {
    world.server.port = site.port;
    const desk = await world.device("desk", { size: "desktop", accessibility: false, everyPage: LOST_VALUES });
    await desk.open("/");
    await desk.page.waitForSelector(":root[data-checks='done']", { timeout: 120_000 });
    const results = await desk.page.locator("[data-outcome]").evaluateAll((items) => items.map(({ dataset, textContent }) => [dataset.outcome, textContent]));
    const failed = results.filter(([outcome]) => outcome !== "passed").map(([, text]) => text);
    if (failed.length) throw new Error(`${failed.length} of ${results.length} checks failed:\n${failed.join("\n")}`);
    if (!results.length) throw new Error("the page ran no check");
  } finally {
    await site.end();
  }
}
