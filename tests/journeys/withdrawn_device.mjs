//! A device that was withdrawn while it was away: it hands in what waited, which stands with the administrators then, and nothing of the
//! company is left on it; and the same person may sign in on it again.

import { until } from "./harness/pause.mjs";
import { aboard, openProduct, rename, signIn } from "./people.mjs";

export default async function (world) {
  const tablet = await world.device("tablet");
  const desk = await world.device("desk", { size: "desktop" });
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  const path = await openProduct(tablet, "vidali");
  await tablet.readyForTheRoad();
  await tablet.goOffline();
  await rename(tablet, path, "From a lost tablet");
  if (!(await databases(tablet)).length) throw new Error("there is nothing to forget");

  // another tab, with or without the lead
  const other = await tablet.context.newPage();
  await other.goto(tablet.address);
  await other.getByRole("navigation").first().waitFor();
  await tablet.page.bringToFront();

  await signIn(desk, "salesperson");
  await withdrawOther(desk);

  // what it is told when it comes back is no mistake
  tablet.expects(/status of 403/);
  await tablet.goOnline();
  await tablet.page.getByText("This device was withdrawn").waitFor({ timeout: 60_000 });
  await other.getByText("This device was withdrawn").waitFor();
  await tablet.look();
  await until("nothing is left", async () => (await databases(tablet)).length === 0);
  const kept = await tablet.page.evaluate(() => JSON.stringify({ ...localStorage }));
  if (/Ayşe|lost tablet/.test(kept)) throw new Error(`something is left: ${kept}`);

  // what waited reached the server, and its author
  await desk.open("/inbox");
  const entry = desk.page.getByRole("link", { name: /not accepted/ }).first();
  await entry.waitFor({ timeout: 30_000 });
  await administratorsHaveIt(world);
  await tablet.reopen("/");
  await tablet.page.getByText("This device was withdrawn").waitFor();

  await signIn(tablet, "salesperson");
  await aboard(tablet);
  await rename(tablet, path, "From a tablet that was found");
  await desk.open(path);
  await until("work goes on", async () => (await desk.page.getByRole("heading").allTextContents()).some((text) => text.includes("that was found")));
}

/// Below their own, with the way to do it in their own name.
async function administratorsHaveIt(world) {
  const office = await world.device("office", { language: "en-GB" });
  await signIn(office, "administrator");
  await aboard(office);
  await office.open("/inbox");
  await office.page.getByRole("heading", { name: "Work of others" }).waitFor();
  await office.look();
}

async function withdrawOther({ page, address }) {
  await page.goto(`${address}/devices`);
  const withdraw = page.getByRole("button", { name: /^Withdraw/ });
  await until("both devices are listed", async () => (await withdraw.count()) === 2);
  const row = page.getByRole("listitem").filter({ hasNotText: "This device" }).filter({ has: page.getByRole("button") });
  await row.getByRole("button", { name: /^Withdraw/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await page.getByText("The device is withdrawn.").waitFor();
}

async function databases({ page }) {
  return page.evaluate(async () => (await indexedDB.databases()).map((database) => database.name));
}
