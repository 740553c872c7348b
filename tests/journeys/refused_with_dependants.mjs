//! An offer that is refused takes its lines with it: whoever lets it go hears beforehand how much depends on it, and nothing of it stays.
//! Refused for its customer it is sent again for another one, and its lines follow. Of somebody who does not work here any more an administrator sends the offer again, and then its lines, each for itself.

import { records } from "./harness/database.mjs";
import { until } from "./harness/pause.mjs";
import { SAYS, aboard, addProduct, newOffer, signIn } from "./people.mjs";

const DEPENDING = 3;

export default async function (world) {
  const { folder } = world.server;
  const office = await world.device("office", { size: "desktop", language: "en-GB" });
  await signIn(office, "administrator");
  await aboard(office);
  const tablet = await world.device("tablet", { language: "en-GB" });
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  await tablet.readyForTheRoad();
  await letGoOfTogether(tablet, folder, office);
  await sentForAnotherCustomer(tablet, folder, office);
  await takenUpTogether(world, folder, office);
}

/// While the seller makes an offer, the office moves its account to another territory.
async function refused(tablet, folder, office) {
  await tablet.goOffline();
  const name = await offerWithALine(tablet);
  const account = (await records(folder, "account")).find((account) => account.name === name);
  await office.open(`/accounts/${account.id}/edit`);
  await office.page.getByRole("combobox", { name: /^Territory/ }).selectOption("ege");
  await until("the account has moved", async () => (await records(folder, "account")).find(({ id }) => id === account.id).place.territory === "ege");
  await tablet.goOnline();
}

async function letGoOfTogether(tablet, folder, office) {
  await refused(tablet, folder, office);
  const { page } = tablet;
  await tablet.open("/inbox");
  await page.getByRole("link", { name: /Waits for other work/ }).nth(DEPENDING - 1).waitFor({ timeout: 60_000 });
  await tablet.look();
  // what depends on it leads to it, and says what it wanted
  await page.getByRole("link", { name: /Quantity/ }).first().click();
  await page.getByText(/1\spcs → 3\spcs/).last().waitFor();
  if (await page.getByRole("button", { name: /^Send again/ }).count()) throw new Error("it is offered to be sent before what it needs");
  await tablet.look();
  await page.getByRole("link", { name: "Open what it depends on" }).click();
  await page.getByRole("button", { name: `Send again, with ${DEPENDING} that depend on it` }).waitFor();
  await tablet.look();
  await page.getByRole("button", { name: `Let it go, with ${DEPENDING} that depend on it` }).click();
  await page.waitForURL(/\/inbox$/);
  await page.getByText("Nothing needs your decision").waitFor();
  if (await page.getByRole("link", { name: /Waits for other work/ }).count()) throw new Error("something of it stays");
  await until("the server heard all of it", async () => (await open(folder)).length === 0);
}

/// The customer is chosen where the reason stands; what depends on the offer follows it there.
async function sentForAnotherCustomer(tablet, folder, office) {
  const { page } = tablet;
  await page.getByText(SAYS.upToDate).first().waitFor({ timeout: 30_000 });
  await refused(tablet, folder, office);
  await tablet.open("/inbox");
  await page.getByRole("link", { name: /New offer.*The account is no longer there/ }).click();
  const customer = page.getByRole("combobox", { name: "For another customer" });
  await customer.fill("san");
  await page.getByRole("option").first().waitFor();
  await customer.press("Enter");
  const send = page.getByRole("button", { name: "Send again for this customer" });
  await send.waitFor();
  const chosen = await customer.inputValue();
  await tablet.look();
  await send.click();
  await page.waitForURL(/\/inbox$/);
  await until("nothing of it is left open", async () => (await open(folder)).length === 0);
  const made = (await records(folder, "offer")).find((offer) => offer.account_name === chosen && offer.lines[0]?.quantity.value === "3");
  if (!made) throw new Error(`no offer with its line stands for ${chosen}`);
}

async function takenUpTogether(world, folder, office) {
  const phone = await world.device("phone", { size: "phone", language: "en-GB" });
  phone.expects(/status of 40[13]/);
  await signIn(phone, "otherSalesperson");
  await aboard(phone);
  await phone.readyForTheRoad();
  await phone.goOffline();
  const name = await offerWithALine(phone);
  const before = (await records(folder, "offer")).length;
  await closeAccess(office, folder, "Elif Işık");
  await phone.goOnline();
  await phone.page.getByText("Your access was closed").first().waitFor({ timeout: 60_000 });

  const { page } = office;
  await office.open("/inbox");
  const offer = page.getByRole("link", { name: new RegExp(`New offer · ${name.slice(0, 12)}`) });
  await offer.waitFor({ timeout: 60_000 });
  await until("all of it stands there", async () => (await open(folder)).length === DEPENDING + 1);
  await offer.click();
  await office.look();
  await page.getByRole("button", { name: "Send again", exact: true }).click();
  await page.waitForURL(/\/inbox$/);
  await until("the offer stands", async () => (await records(folder, "offer")).length === before + 1);
  // what depends on it is looked at piece by piece: its author said himself what that is, and it runs with other rights
  for (let left = DEPENDING; left > 0; left -= 1) await sendNext(office, folder, left);
  const made = (await records(folder, "offer")).find((offer) => offer.account_name === name && offer.lines.length === 1 && offer.lines[0].quantity.value === "3");
  if (!made) throw new Error("its line and quantity did not follow");
}

/// The first that waits for nothing else.
async function sendNext(office, folder, left) {
  const { page } = office;
  for (const entry of await open(folder)) {
    await office.open(`/inbox/${entry.id}`);
    await page.getByRole("button", { name: /^Let it go/ }).waitFor();
    const send = page.getByRole("button", { name: "Send again", exact: true });
    if (!(await send.count())) continue;
    await send.click();
    await page.waitForURL(/\/inbox$/);
    return until("it is sent", async () => (await open(folder)).length === left - 1);
  }
  throw new Error("nothing can be sent");
}

/// The offer, its line, the line's quantity and its discount.
async function offerWithALine(device) {
  const name = await newOffer(device, "gıda");
  await addProduct(device, "vidali", "3", "5");
  const counted = async () => Number(/\d+/.exec(await device.page.locator(".vial").first().textContent())?.[0]);
  await until("all of it is saved", async () => (await counted()) === DEPENDING + 1);
  return name;
}

/// The page shows it at once, and what is handed in before the server knows is theirs still.
async function closeAccess(office, folder, name) {
  await office.open("/users");
  await office.page.getByRole("link", { name: new RegExp(name) }).first().click();
  await office.page.getByRole("button", { name: "Close access" }).click();
  await office.page.getByRole("dialog").getByRole("button", { name: "Close access" }).click();
  await office.page.getByRole("button", { name: "Open access again" }).waitFor();
  await until("the server knows", async () => (await records(folder, "user")).some(({ active }) => !active));
}

async function open(folder) {
  return (await records(folder, "inbox")).filter((entry) => !entry.answered);
}
