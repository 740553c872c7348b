//! One person, several tabs: all of them know how the line stands although one speaks to the server, and none takes what another runs
//! just now for what ended a page. What did end one is left out once.

import { measurePage } from "./harness/measure_page.mjs";
import { until } from "./harness/pause.mjs";
import { aboard, openProduct, rename, signIn } from "./people.mjs";

/// Enough that two tabs open them at the same time.
const OFFERS = 200;
const ROUNDS = 4;
const NAME = "Renamed in the basement";
const CUT = "no connection";
const LEFT_OUT = /This version cannot show it/;
/// What a page marked as running, in order.
const LISTENS = `{
  const put = Storage.prototype.setItem;
  Storage.prototype.setItem = function (name, value) {
    if (name.startsWith("sahada.running.")) (globalThis.ran ??= []).push(value);
    return put.call(this, name, value);
  };
}`;

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB", everyPage: LISTENS });
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  const path = await openProduct(tablet, "vidali");
  await tablet.readyForTheRoad();
  await allTabsKnowTheLine(tablet);
  await onlyATabThatIsGoneCounts(tablet, path);
  await twoStartOverALongQueue(tablet);
}

async function allTabsKnowTheLine(tablet) {
  await tablet.open("/sync");
  const leads = tablet.page;
  const second = await tab(tablet, "/sync");
  for (const page of [leads, second]) await connected(page);
  await tablet.goOffline();
  for (const page of [leads, second]) await page.getByText(CUT).first().waitFor();
  const third = await tab(tablet, "/sync");
  await third.getByText(CUT).first().waitFor();
  // whoever leads next knows it too
  tablet.page = second;
  await leads.close();
  await second.getByText(CUT).first().waitFor();
  await tablet.goOnline();
  for (const page of [second, third]) await connected(page);
  await third.close();
}

async function connected(page) {
  await page.getByRole("main").getByText("connected", { exact: true }).first().waitFor({ timeout: 60_000 });
}

/// `tablet` goes offline and stays so.
async function onlyATabThatIsGoneCounts(tablet, path) {
  await tablet.goOffline();
  await tablet.open(path);
  // a page that opens has a heading of its own, which goes
  await tablet.page.getByRole("link", { name: "Edit" }).waitFor();
  const before = (await tablet.page.getByRole("main").getByRole("heading").first().textContent()).trim();
  await rename(tablet, path, NAME);
  await tablet.open(path);
  await shows(tablet, NAME);
  const [uid] = await tablet.page.evaluate(() => globalThis.ran);
  const other = await tab(tablet, "/sync");
  await other.evaluate(async (uid) => {
    const held = new Promise((given) => navigator.locks.request("sahada.running.other", () => (given(), new Promise((letGo) => (globalThis.letGo = letGo)))));
    await held;
    localStorage.setItem("sahada.running.other", uid);
  }, uid);
  await tablet.open(path);
  await shows(tablet, NAME);

  await other.evaluate(() => globalThis.letGo());
  await tablet.open(path);
  await shows(tablet, before);
  const counted = `sahada.running=${uid}:1`;
  await until("it is counted once and its mark is gone", async () => (await marked(tablet)).join() === counted);
  await tablet.open(path);
  await shows(tablet, NAME);
  await other.close();
}

async function shows({ page }, name) {
  await page.getByRole("heading", { name }).first().waitFor();
}

async function twoStartOverALongQueue(tablet) {
  // a page for measurements, which nobody is shown
  tablet.accessibility = false;
  const press = await measurePage(tablet);
  await press("make offers", { howMany: OFFERS });
  const before = await marked(tablet);
  const other = await tab(tablet, "/inbox");
  for (let round = 0; round < ROUNDS; round++) {
    const starts = [tablet.page, other].map((page) => page.goto(`${tablet.address}/inbox`));
    await Promise.all(starts);
    for (const page of [tablet.page, other]) await page.getByRole("heading", { level: 1 }).waitFor();
    await until("both are through", async () => (await marked(tablet)).join() === before.join());
    for (const page of [tablet.page, other]) {
      if (await page.getByText(LEFT_OUT).count()) throw new Error(`round ${round}: a tab left the other one's work out`);
    }
  }
  await other.close();
}

async function tab(tablet, path) {
  const page = await tablet.context.newPage();
  await page.goto(tablet.address + path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}

function marked({ page }) {
  return page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("sahada.running")).map(([name, value]) => `${name}=${value}`).sort());
}
