//! A browser that refuses service workers, by a setting or an extension: the app runs as a page, and a new version is only a reload.

import { SAYS, aboard, openProduct, signIn } from "./people.mjs";

export default async function (world) {
  const desk = await world.device("desk", { size: "desktop", browser: { serviceWorkers: "block" } });
  await signIn(desk, "salesManager");
  await aboard(desk, SAYS.shellMissing);
  await openProduct(desk, "vidali");
  const kept = await desk.page.evaluate(() => document.documentElement.dataset.shell);
  if (kept) throw new Error("nothing keeps the shell here, and the page says so");

  // as with an older browser: there is nobody to ask
  const tablet = await world.device("tablet", { everyPage: "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })" });
  await signIn(tablet, "salesperson");
  await aboard(tablet, SAYS.shellMissing);
}
