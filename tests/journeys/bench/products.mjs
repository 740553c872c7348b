//! 100,000 products: the first load, a cold start, and every letter that is typed into the search.

import { PEOPLE, SAYS, PASSWORD } from "../people.mjs";
import { memoryOfPage } from "../harness/memory.mjs";
import { mark, stopwatch } from "../harness/stopwatch.mjs";

const STARTS = 5;
const WORD_BEGINNINGS = ["valf", "filtre", "vidalı", "pompa", "boru", "hk 4"];
const MIDDLES = ["alf", "iltr", "idal", "omp", "oru", "040"];

export default async function (world, figures) {
  const desk = await world.device("desk", { size: "desktop", everyPage: stopwatch });
  await firstLoad(desk, figures);
  await coldStarts(desk, figures);
  await keystrokes(desk, figures, "keystroke, word beginning", WORD_BEGINNINGS, { median: 2, p95: 4 });
  await keystrokes(desk, figures, "keystroke, in the middle of a word", MIDDLES, { median: 3, p95: 6 });
  await space(desk, figures);
}

/// From the press on "sign in" to rows on the screen, and to everything stored on this device.
async function firstLoad(desk, figures) {
  const { page } = desk;
  await desk.open("/products");
  await page.getByRole("textbox", { name: SAYS.signInName }).fill(PEOPLE.salesManager);
  await page.getByRole("textbox", { name: SAYS.password }).fill(PASSWORD);
  await page.getByRole("button", { name: SAYS.signIn }).click();
  const aboard = await mark(page, "sahada:aboard", 600);
  const [start, row] = [await mark(page, "bench:submit"), await mark(page, "bench:first-row")];
  figures.add("first load: list usable (checking the password included)", [row - start], { goal: { max: 800 } });
  figures.add("first load: everything stored", [aboard - start], { goal: { max: 2500 } });
  await desk.readyForTheRoad();
}

/// The browser ends and starts again; the server is not asked for anything the list needs.
async function coldStarts(desk, figures) {
  const navigation = [], opened = [], rows = [];
  await desk.goOffline();
  for (let start = 0; start < STARTS; start++) {
    await desk.restart("/products");
    const row = await mark(desk.page, "bench:first-row-painted");
    const [opening, ready] = [await mark(desk.page, "sahada:opening"), await mark(desk.page, "sahada:list-ready")];
    navigation.push(row);
    opened.push(ready - opening);
    rows.push(row - opening);
  }
  figures.add("cold start offline: from the address to painted rows", navigation);
  figures.add("cold start offline: from opening the store to painted rows", rows, { goal: { median: 200 } });
  figures.add("cold start offline: the store opened from the seal", opened);
  await desk.goOnline();
}

async function keystrokes({ page }, figures, name, words, goal) {
  const field = page.getByRole("searchbox");
  await page.evaluate(() => Object.assign(window.stopwatch, { keystrokes: [], painted: [] }));
  for (let round = 0; round < 3; round++) {
    for (const word of words) {
      await field.fill("");
      await field.pressSequentially(word, { delay: 70 });
    }
  }
  const { keystrokes, painted } = await page.evaluate(() => window.stopwatch);
  figures.add(`${name}, until the rows stand`, keystrokes, { goal });
  figures.add(`${name}, until painted (the screen's next frame included)`, painted);
}

async function space(desk, figures) {
  const { usage } = await desk.page.evaluate(() => navigator.storage.estimate());
  figures.add("storage used", [usage / 1e6], { unit: "MB", goal: { max: 18 } });
  const bytes = await memoryOfPage(desk.profile);
  if (bytes) figures.add("memory of the page's process", [bytes / 1e6], { unit: "MB", goal: { max: 220 } });
}
