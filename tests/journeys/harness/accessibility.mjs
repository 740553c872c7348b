//! axe on every page somebody stays on: once per address and look, all rules, contrast included.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/// Ids differ, the page is the same.
export function shape(address) {
  return new URL(address).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id");
}

/// Every violation as one sentence with the elements it is about.
export async function violations(page) {
  await page.evaluate(source);
  const found = await page.evaluate(async () => {
    // what still moves has no settled colours
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`) }));
  });
  return found.map(({ id, help, where }) => `${id}: ${help}\n    ${where.slice(0, 5).join("\n    ")}`);
}
