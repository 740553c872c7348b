//! What one person writes on a tablet is on a colleague's phone a moment later; both may change other fields of one record,
//! and both end with the same.

import { until } from "./harness/pause.mjs";
import { aboard, openProduct, rename, signIn } from "./people.mjs";

export default async function (world) {
  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  const phone = await world.device("phone", { size: "phone", language: "lt-LT" });
  await signIn(desk, "salesManager");
  await signIn(phone, "lithuanianSalesperson");
  await aboard(desk);
  await aboard(phone);

  const path = await openProduct(desk, "vidali");
  await phone.open(path);
  // the heading of the page, not of the bar above it, which is empty until the page stands
  const before = (await phone.page.getByRole("main").getByRole("heading", { name: /\S/ }).first().textContent()).trim();
  await rename(desk, path, `${before} II`);
  await until("the new name is on the phone", async () => (await titles(phone)).some((text) => text.includes(`${before} II`)));

  // without signal the desk goes on; when it comes back, its work arrives too
  await desk.goOffline();
  await rename(desk, path, `${before} III`);
  if ((await titles(phone)).some((text) => text.includes("III"))) throw new Error("the phone knows what was never sent");
  await desk.goOnline();
  await until("the offline name is on the phone", async () => (await titles(phone)).some((text) => text.includes(`${before} III`)));
}

function titles({ page }) {
  return page.getByRole("heading").allTextContents();
}
