//! A tablet whose disk takes nothing more, and whose session ended: what is entered goes to the server at once or is plainly not saved;
//! whoever's session ended types the password where that is said, and what waits goes out.

import { until } from "./harness/pause.mjs";
import { PASSWORD, SAYS, aboard, signIn } from "./people.mjs";

/// So long the browser writes on without asking how much room there is.
const BELIEVED_MS = 31_000;

export default async function (world) {
  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  await signIn(desk, "salesManager");
  await aboard(desk);
  const tablet = await world.device("tablet", { language: "en-GB" });
  await signIn(tablet, "salesManager");
  await aboard(tablet);
  await aFullDiskSavesWithTheServer(tablet, desk);
  await tablet.end();
  const other = await world.device("other", { language: "en-GB" });
  await signIn(other, "salesManager");
  await aboard(other);
  await anEndedSessionIsBegunAgain(other, desk);
}

async function aFullDiskSavesWithTheServer(tablet, desk) {
  const { page } = tablet;
  const disk = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await disk.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await page.waitForTimeout(BELIEVED_MS);
  await newAccount(tablet, "Pilnas diskas");
  await page.getByRole("button", { name: "Save account" }).click();
  await page.getByText("This device could not keep it, but the server has it.").first().waitFor();
  await tablet.look();
  await until("the desk has the account", async () => (await accounts(desk, "Pilnas")) === 1);

  await newAccount(tablet, "Be ryšio");
  await tablet.goOffline();
  await page.getByRole("button", { name: "Save account" }).click();
  await page.getByText("This device could not keep it. Free some space and try again.").first().waitFor();
}

async function anEndedSessionIsBegunAgain(tablet, desk) {
  const { page } = tablet;
  tablet.expects(/status of 401/);
  await page.evaluate(() => fetch("/api/v1/session", { method: "DELETE" }));
  await newAccount(tablet, "Po pertraukos");
  await page.getByRole("button", { name: "Save account" }).click();
  await page.waitForURL(/\/accounts\/[0-9a-f-]{36}$/);
  await tablet.open("/sync");
  await page.getByRole("button", { name: SAYS.signIn }).first().click();
  const dialog = page.getByRole("dialog");
  const password = dialog.getByRole("textbox", { name: SAYS.password });
  await tablet.look();
  await password.fill("not this one");
  await dialog.getByRole("button", { name: SAYS.signIn }).click();
  await dialog.getByText(/name or (the )?password/i).first().waitFor();
  await password.fill(PASSWORD);
  await dialog.getByRole("button", { name: SAYS.signIn }).click();
  await dialog.waitFor({ state: "detached" });
  await until("what waited is at the desk", async () => (await accounts(desk, "Po pertraukos")) === 1, 60);
}

async function newAccount(device, name) {
  await device.open("/accounts/new");
  await device.page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
}

async function accounts(device, typed) {
  await device.open("/accounts");
  await device.page.getByRole("searchbox").fill(typed);
  await device.page.waitForTimeout(400);
  return device.page.getByRole("main").getByRole("link", { name: new RegExp(typed) }).count();
}
