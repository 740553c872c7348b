//! Work that could not be sent for a day is spoken of on the first page, after three days wherever one is, once a day; and nothing
//! of it is lost meanwhile.

import { until } from "./harness/pause.mjs";
import { SAYS, aboard, openProduct, rename, signIn } from "./people.mjs";

const HOUR = 3_600_000;
/// The days go by for the page alone.
const CLOCK = `{
  const real = Date.now.bind(Date);
  const gone = () => Number(localStorage.getItem("journey.gone") ?? 0);
  Date.now = () => real() + gone();
}`;

export default async function (world) {
  const tablet = await world.device("tablet", { everyPage: CLOCK });
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  const path = await openProduct(tablet, "vidali");
  await tablet.readyForTheRoad();
  await tablet.goOffline();
  await rename(tablet, path, "Far from any mast");

  const notice = () => tablet.page.getByText(/Unsent work has waited 25 h/);
  const question = () => tablet.page.getByRole("dialog", { name: /Unsent work has waited/ });
  await later(tablet, 23);
  await tablet.page.getByRole("heading", { level: 1 }).waitFor();
  if ((await notice().count()) + (await question().count())) throw new Error("23 hours are not a day");
  await later(tablet, 25);
  await notice().waitFor();

  await later(tablet, 73, path);
  await question().waitFor();
  await tablet.look();
  await question().getByRole("button", { name: "Remind me tomorrow" }).click();
  await later(tablet, 73, path);
  await tablet.page.getByText("Far from any mast").first().waitFor();
  if (await question().count()) throw new Error("it was answered for today");
  await later(tablet, 97, path);
  await question().waitFor();
  await tablet.goOnline();
  await until("nobody is asked any more", async () => (await question().count()) === 0);
  await until("it is sent", async () => (await tablet.page.getByText(SAYS.upToDate).count()) > 0);
}

async function later(device, hours, path = "/") {
  await device.page.evaluate((gone) => localStorage.setItem("journey.gone", gone), hours * HOUR);
  await device.reopen(path);
}
