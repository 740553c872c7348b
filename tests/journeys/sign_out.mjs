//! Out of the app: nothing of the person stays on the device but work that nobody else has; and a session whose end the server could
//! not hear of ends at the next contact, never another one.

import { until } from "./harness/pause.mjs";
import { aboard, openProduct, rename, signIn } from "./people.mjs";

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB" });
  tablet.expects(/status of 401/);
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  const path = await openProduct(tablet, "vidali");
  await tablet.readyForTheRoad();

  // with signal and nothing unsent nobody is asked, and nothing is left
  await pressSignOut(tablet);
  await signInPage(tablet);
  await until("nothing is left", async () => (await databases(tablet)).length === 0);
  await until("the server heard of it", async () => (await answered(tablet)) === 401);
  if (/Ayşe/.test(await kept(tablet))) throw new Error(`somebody is named: ${await kept(tablet)}`);

  // without signal the dialog says what waits and what it needs to come back, and offers a copy; only the queue stays
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  await tablet.goOffline();
  await rename(tablet, path, "Sent while the question stood");
  await pressSignOut(tablet);
  const dialog = tablet.page.getByRole("dialog");
  await dialog.getByRole("heading", { name: "You have unsent work" }).waitFor();
  if (await dialog.getByRole("button", { name: "Send now" }).count()) throw new Error("without signal nothing is sent");
  // what is sent while the question stands is not asked about any more
  await tablet.goOnline();
  await sendIfAsked(dialog);
  await dialog.getByRole("heading", { name: "Sign out?" }).waitFor({ timeout: 30_000 });
  await dialog.getByRole("button", { name: "Stay" }).click();

  await tablet.goOffline();
  await rename(tablet, path, "Signed out before it was sent");
  await typeAndLeave(tablet);
  await pressSignOut(tablet);
  await dialog.getByText(/records? stays? on this device/).waitFor();
  await dialog.getByText(/All other records are deleted/).waitFor();
  await dialog.getByText("What you typed and did not save is deleted too.").waitFor();
  await dialog.getByText(/Signing in again needs it/).waitFor();
  await tablet.look();
  const copy = tablet.page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save a copy of unsent work" }).click();
  if (!/^sahada-unsent/.test((await copy).suggestedFilename())) throw new Error("no copy of unsent work");
  await dialog.getByRole("button", { name: "Leave it on this device and sign out" }).click();
  await signInPage(tablet);
  if (!(await kept(tablet)).includes("sahada.ending")) throw new Error("nobody remembers whose session is to end");
  if (!(await databases(tablet)).some((name) => name.includes("queue"))) throw new Error("the unsent work is gone");

  // a later start, with signal: first of all the session ends
  await tablet.goOnline();
  await tablet.reopen("/");
  await until("the session has ended", async () => !(await kept(tablet)).includes("sahada.ending"));
  if ((await answered(tablet)) !== 401) throw new Error("the session lives on");

  // somebody else is not signed out by what was left, and the work waits for its author
  await signIn(tablet, "salesManager");
  await aboard(tablet);
  if ((await answered(tablet)) !== 200) throw new Error("somebody else was signed out");
  await pressSignOut(tablet);
  await signInPage(tablet);
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  const desk = await world.device("desk", { size: "desktop" });
  await signIn(desk, "salesManager");
  await aboard(desk);
  await desk.open(path);
  await desk.page.getByRole("heading", { name: "Signed out before it was sent" }).first().waitFor({ timeout: 30_000 });
}

/// As people do: the settings, and the button at their end.
async function pressSignOut(device) {
  const { page } = device;
  await device.open("/settings");
  await page.getByRole("button", { name: "Sign out" }).first().click();
}

async function typeAndLeave(device) {
  await device.open("/accounts/new");
  await device.page.getByRole("textbox", { name: /^Name/ }).pressSequentially("Half a customer");
}

/// The device begins by itself as well.
async function sendIfAsked(dialog) {
  const send = dialog.getByRole("button", { name: "Send now" });
  const heading = dialog.getByRole("heading", { name: "Sign out?" });
  await send.or(heading).first().waitFor({ timeout: 30_000 });
  if (await send.isVisible()) await send.click({ timeout: 2_000 }).catch(() => {});
}

async function signInPage({ page }) {
  await page.getByRole("textbox", { name: /^User name/ }).waitFor();
}

async function answered({ page }) {
  return page.evaluate(async () => (await fetch("/api/v1/session")).status);
}

async function kept({ page }) {
  return page.evaluate(() => JSON.stringify({ ...localStorage }));
}

async function databases({ page }) {
  return page.evaluate(async () => (await indexedDB.databases()).map((database) => database.name));
}
