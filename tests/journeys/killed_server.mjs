//! The server loses its power again and again while a tablet hands in what it made on the road. Whatever was answered or not,
//! each piece of work is there exactly once.

import { pause, until } from "./harness/pause.mjs";
import { aboard, addProduct, newOffer, offersAboard, signIn } from "./people.mjs";

const OFFERS = 4;
/// Milliseconds after the start at which the power goes: before, while and after the first answers.
const CUTS = [150, 300, 450, 700, 1000];

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB" });
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  const before = await offersAboard(tablet);
  await tablet.readyForTheRoad();

  await tablet.goOffline();
  for (let made = 0; made < OFFERS; made++) {
    await newOffer(tablet, "san");
    await addProduct(tablet, "valf", "2", "5");
  }
  tablet.expects(/Failed to load resource/);
  await world.stopServer("kill");
  await tablet.goOnline();
  for (const cut of CUTS) {
    await world.startServer();
    await pause(cut);
    await world.stopServer("kill");
  }
  await world.startServer();
  await until("everything is handed in", async () => (await tablet.page.getByText("Up to date").count()) > 0, 60);

  const other = await world.device("other", { language: "en-GB" });
  await signIn(other, "salesperson");
  await aboard(other);
  const after = await offersAboard(other);
  if (after !== before + OFFERS) throw new Error(`${OFFERS} offers were made, ${after - before} arrived`);
}
