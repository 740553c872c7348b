//! On a phone a ticket's long subject takes two lines of the top bar and stands whole below it, and a card's button stays beside its
//! heading in the language with the long words. At 200 % zoom the bars still say where one is and what one may do.

import { until } from "./harness/pause.mjs";
import { soldUnits } from "./harness/sold.mjs";
import { aboard, signIn } from "./people.mjs";

/// 390 pixels at 200 %.
const NARROW = { width: 195, height: 422 };
const SUBJECT = "HK-40 dolabın ekranı karanlık kalıyor, üst rafın sıcaklığı üç gündür sekiz derecenin üzerinde";
const SAYS = {
  mine: "Mano užklausos",
  newTicket: /^Nauja užklausa$/,
  subject: /^Tema$/,
  make: /^Sukurti užklausą$/,
  onTheWay: /^Kelyje$/,
  places: /^Užklausos$/,
};

export default async function (world) {
  const phone = await world.device("phone", { size: "phone", language: "lt-LT" });
  const { page } = phone;
  await signIn(phone, "serviceManager");
  await aboard(phone);
  await phone.open("/");
  const main = page.getByRole("main");
  await besideEachOther(main.getByRole("heading", { name: SAYS.mine }), main.getByRole("link", { name: SAYS.newTicket }));

  const [unit] = await soldUnits(world.server.folder);
  await phone.open(`/scan?q=${encodeURIComponent(unit.serial)}`);
  await page.getByRole("link", { name: SAYS.newTicket }).click();
  await page.getByRole("textbox", { name: SAYS.subject }).fill(SUBJECT);
  await page.getByRole("button", { name: SAYS.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  await main.getByText(SUBJECT).first().waitFor();
  await phone.look();
  const title = page.getByRole("heading", { level: 1 });
  if ((await linesOf(title)) > 2) throw new Error("the subject takes more than two lines of the top bar");

  await page.setViewportSize(NARROW);
  await until("the title has the width of the screen", async () => (await title.boundingBox()).width > NARROW.width / 2);
  await oneLine(page.getByRole("button", { name: SAYS.onTheWay }).locator(".button-label"));
  await phone.look();
  await phone.open("/");
  const places = page.getByRole("navigation").filter({ visible: true });
  await places.getByRole("link", { name: SAYS.places }).waitFor();
  await nothingOverlaps(places.locator("a, button"));
  await phone.look();
}

async function besideEachOther(one, other) {
  const [left, right] = [await one.boundingBox(), await other.boundingBox()];
  const middle = right.y + right.height / 2;
  if (middle < left.y || middle > left.y + left.height) throw new Error("the button stands below its heading");
}

function linesOf(words) {
  return words.evaluate((words) => Math.round(words.clientHeight / parseFloat(getComputedStyle(words).lineHeight)));
}

async function oneLine(words) {
  const lines = await linesOf(words);
  if (lines > 1) throw new Error(`${await words.textContent()} takes ${lines} lines`);
}

/// What is seen of each, its words included.
async function nothingOverlaps(places) {
  const ends = await places.evaluateAll((all) =>
    all.map((place) => {
      const parts = [...place.querySelectorAll("*")].map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 1);
      return [Math.min(...parts.map(({ left }) => left)), Math.max(...parts.map(({ right }) => right))];
    }),
  );
  const at = ends.findIndex(([, end], place) => place + 1 < ends.length && end > ends[place + 1][0] + 1);
  if (at >= 0) throw new Error(`place ${at + 1} reaches into the next`);
}
