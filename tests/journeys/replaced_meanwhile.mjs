//! A tablet without signal enters the replacement of an exchange and confirms that it was shipped, while the office enters another one.
//! With signal nothing is shipped that the technician did not see: the confirmation comes back with both serials in its sentence, and
//! whoever looks at the return confirms it as it stands.

import { records } from "./harness/database.mjs";
import { until } from "./harness/pause.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

const SAYS = {
  newReturn: /^New return$/,
  serial: /^Serial number$/,
  found: "Found by the serial number.",
  takeIn: /^Take it in$/,
  to: (state) => new RegExp(`^Confirm: ${state}$`),
  exchange: /^Exchange$/,
  replacement: /^Replacement’s serial$/,
  replacementMissing: "Enter the replacement’s serial number before shipping.",
  upToDate: /^Up to date$/,
  confirmed: /RMA-\d{5}: .*State confirmed/,
  moved: "Meanwhile the replacement’s serial “TECH-4711” became “OFFICE-0815”.",
};
const SHIPPED = "Shipped to customer";

export default async function (world) {
  const { folder } = world.server;
  const [sold] = await soldUnits(folder);
  const tablet = await world.device("tablet", { language: "en-GB" });
  const office = await world.device("office", { language: "en-GB", size: "desktop" });
  for (const device of [tablet, office]) {
    await signIn(device, "serviceManager");
    await device.readyForTheRoad();
    await aboard(device);
  }
  const at = await prepared(tablet, sold.serial);
  const stands = async () => (await records(folder, "rma_operation")).find(({ id }) => at.endsWith(id));
  await office.open(at);
  await replacement(office).waitFor({ timeout: 30_000 });

  await tablet.goOffline();
  const { page } = tablet;
  await enter(tablet, "TECH-4711");
  await page.getByRole("button", { name: SAYS.to(SHIPPED) }).click();
  await page.getByRole("main").locator(".track-step[data-state=done]").getByText(SHIPPED, { exact: true }).waitFor();
  await enter(office, "OFFICE-0815");
  await until("the office's serial", async () => (await stands()).replacement === "OFFICE-0815");

  await tablet.goOnline();
  await page.getByRole("button", { name: SAYS.to(SHIPPED) }).waitFor({ timeout: 60_000 });
  await tablet.open("/inbox");
  await page.getByRole("link", { name: SAYS.confirmed }).first().click();
  await page.getByText(SAYS.moved).first().waitFor({ timeout: 30_000 });
  await tablet.look();
  if ((await stands()).state !== "preparing") throw new Error(`shipped with a replacement nobody saw: ${JSON.stringify(await stands())}`);

  await tablet.open(at);
  await page.getByRole("button", { name: SAYS.to(SHIPPED) }).click();
  await until("it is shipped as it stands", async () => (await stands()).state === "shipped");
}

/// An exchange up to preparing, while there is signal; answers its address.
async function prepared(tablet, serial) {
  await tablet.open("/returns");
  const { page } = tablet;
  await page.getByRole("link", { name: SAYS.newReturn }).first().click();
  const main = page.getByRole("main");
  const field = main.getByRole("textbox", { name: SAYS.serial });
  await field.fill(serial);
  await field.blur();
  await main.getByText(SAYS.found).waitFor();
  await main.getByRole("button", { name: SAYS.takeIn }).click();
  await page.waitForURL(/\/returns\/[0-9a-f-]{36}$/);
  for (const state of ["Approved for shipping", "Received"]) await confirm(page, state);
  await main.locator("label").filter({ hasText: SAYS.exchange }).click();
  await confirm(page, "Preparing for shipment");
  await page.getByText(SAYS.upToDate).first().waitFor({ timeout: 30_000 });
  return new URL(page.url()).pathname;
}

async function confirm(page, state) {
  await page.getByRole("button", { name: SAYS.to(state) }).click();
  await page.getByRole("main").locator(".track [aria-current=step]").getByText(state, { exact: true }).waitFor();
}

function replacement(device) {
  return device.page.getByRole("main").getByRole("textbox", { name: SAYS.replacement });
}

async function enter(device, serial) {
  await replacement(device).fill(serial);
  await replacement(device).blur();
  await device.page.getByText(SAYS.replacementMissing).first().waitFor({ state: "detached" });
}
