//! Two people, one browser: when somebody signs out in one tab, the other stops at once; and a page that did not hear of it is not
//! answered with the cookie of whoever signed in since.

import { until } from "./harness/pause.mjs";
import { SAYS, aboard, signIn } from "./people.mjs";

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB" });
  tablet.expects(/status of 401/);
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  const first = tablet.page;

  tablet.page = await tablet.context.newPage();
  await tablet.open("/settings");
  await tablet.page.evaluate(() => fetch("/api/v1/session", { method: "DELETE" }));
  await tablet.page.evaluate(() => localStorage.removeItem("sahada.person"));
  await until("the other tab closed", async () => (await first.getByRole("button", { name: SAYS.signIn }).count()) > 0);
  await tablet.page.reload();
  await signIn(tablet, "salesManager");
  await aboard(tablet);

  const answered = (user) => tablet.page.evaluate(async (user) => (await fetch("/api/v1/session", { headers: { "x-sahada-user": user } })).status, user);
  const { user } = JSON.parse(await tablet.page.evaluate(() => localStorage.getItem("sahada.person")));
  if ((await answered(user)) !== 200) throw new Error("whoever is here is not answered");
  if ((await answered("00000000-0000-7000-8000-000000000000")) !== 401) throw new Error("somebody else was answered with this cookie");
}
