//! While a tablet without signal confirms an exchange, the office cancels the return. With signal the confirmations come back with a
//! sentence that says what happened under the return's number, no document exists, and the tablet shows the return as it stands.

import { records } from "./harness/database.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

const SAYS = {
  newReturn: /^Yeni garanti servis kaydı$/,
  serial: /^Seri no$/,
  found: "Seri numarasından bulundu.",
  takeIn: /^Kaydı aç$/,
  to: (state) => new RegExp(`^Onayla: ${state}$`),
  exchange: /^Değişim$/,
  more: /^Diğer işlemler$/,
  cancel: /^Kaydı iptal et$/,
  cancelled: "İptal edildi",
  confirmed: /RMA-\d{5}: .*Durum onaylandı/,
  moved: /Siz onaylarken durum .* artık “İptal edildi” idi\. Hiçbir belge oluşmadı\./,
};

export default async function (world) {
  const { folder } = world.server;
  const [sold] = await soldUnits(folder);
  const tablet = await world.device("tablet", { language: "tr-TR" });
  const office = await world.device("office", { language: "tr-TR", size: "desktop" });
  for (const device of [tablet, office]) {
    await signIn(device, "serviceManager");
    await device.readyForTheRoad();
    await aboard(device);
  }
  const at = await takenIn(tablet, sold.serial);
  await office.open(at);
  await office.page.getByRole("button", { name: SAYS.to("Teslim alındı") }).waitFor({ timeout: 30_000 });
  const before = (await records(folder, "document")).length;

  await tablet.goOffline();
  const { page } = tablet;
  await confirm(page, "Teslim alındı");
  await page.getByRole("main").locator("label").filter({ hasText: SAYS.exchange }).click();
  await confirm(page, "Gönderime hazırlanıyor");

  await office.page.getByRole("button", { name: SAYS.more }).click();
  await office.page.getByRole("menuitem", { name: SAYS.cancel }).click();
  await office.page.getByRole("dialog").getByRole("button", { name: SAYS.cancel }).click();
  await office.page.getByRole("main").getByText(SAYS.cancelled).first().waitFor();
  await office.page.getByText(/^Güncel$/).first().waitFor({ timeout: 30_000 });

  await tablet.goOnline();
  await page.getByRole("main").getByText(SAYS.cancelled).first().waitFor({ timeout: 60_000 });
  await page.locator(".track-step[data-provisional]").first().waitFor({ state: "detached" });
  await tablet.look();
  await tablet.open("/inbox");
  const refused = page.getByRole("link", { name: SAYS.confirmed });
  await refused.first().waitFor({ timeout: 30_000 });
  await refused.first().click();
  await page.getByText(SAYS.moved).first().waitFor({ timeout: 30_000 });
  await tablet.look();
  const after = await records(folder, "document");
  if (after.length !== before) throw new Error(`${after.length - before} documents of a confirmation that was refused`);
  const operation = (await records(folder, "rma_operation")).find(({ id }) => at.endsWith(id));
  if (operation.state !== "cancelled" || operation.documents.length) throw new Error(`the return stands as ${JSON.stringify(operation)}`);
}

/// Taken in and approved while there is signal; answers its address.
async function takenIn(tablet, serial) {
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
  await confirm(page, "Gönderime onay verildi");
  await page.getByText(/^Güncel$/).first().waitFor({ timeout: 30_000 });
  return new URL(page.url()).pathname;
}

async function confirm(page, state) {
  await page.getByRole("button", { name: SAYS.to(state) }).click();
  await page.getByRole("main").locator(".track [aria-current=step]").getByText(state, { exact: true }).waitFor();
}
