//! Two people change one field without knowing of each other: the second one's change waits in the inbox with both values side
//! by side, and keeping one's own makes it stand everywhere.

import { until } from "./harness/pause.mjs";
import { SAYS, aboard, openProduct, rename, signIn } from "./people.mjs";

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB" });
  const desk = await world.device("desk", { size: "desktop", language: "tr-TR" });
  await signIn(tablet, "salesperson");
  await signIn(desk, "salesManager");
  await aboard(tablet);
  await aboard(desk);
  const path = await openProduct(tablet, "vidali");

  await tablet.goOffline();
  await rename(tablet, path, "Mine from the road");
  await rename(desk, path, "Theirs from the desk");
  await until("the desk's name is accepted", async () => (await desk.page.getByText(SAYS.upToDate).count()) > 0);
  await tablet.goOnline();

  await tablet.open("/inbox");
  const entry = tablet.page.getByRole("link", { name: /Name was changed twice/ });
  await entry.waitFor({ timeout: 30_000 });
  await entry.click();
  await tablet.page.getByText("Theirs from the desk").first().waitFor();
  // who wrote it, and when
  await tablet.page.getByText(/^Deniz/).first().waitFor();
  await tablet.page.getByText(/^(just now|\d+ min ago)$/).first().waitFor();
  await tablet.page.getByText("Mine from the road").first().waitFor();
  await tablet.page.getByRole("button", { name: /^Keep mine/ }).click();

  await desk.open(path);
  await until("mine stands at the desk", async () => (await desk.page.getByRole("heading").allTextContents()).some((text) => text.includes("Mine from the road")));
  await tablet.open("/inbox");
  await until("the inbox is empty", async () => (await tablet.page.getByRole("link", { name: /changed twice/ }).count()) === 0);
}
