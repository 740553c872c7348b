//! An entry about two fields stands open while a colleague writes one of them again: what is asked comes in another order from then on,
//! and the answers given on the open page are taken all the same.

import { randomUUID } from "node:crypto";
import { client } from "./harness/client.mjs";
import { records } from "./harness/database.mjs";
import { until } from "./harness/pause.mjs";
import { signIn } from "./people.mjs";

const MINE = { name: /^Keep mine/ };

export default async function (world) {
  const { folder, port } = world.server;
  const [mine, theirs] = [await client(port, "administrator"), await client(port, "administrator")];
  const checklist = randomUUID();
  const defined = (brought) => ({ name: "tickets.checklist_defined", args: { checklist, brought } });
  const edited = (...fields) => defined({ edited: { fields } });
  const name = (was, now) => ({ name: { edit: { was, now } } });
  const lines = (was, now) => ({ lines: { edit: { was, now } } });
  const push = (who, change) => who.push(who.bodies([change]));
  await push(theirs, defined({ new: { record: { name: "A", lines: ["one"], archived: false } } }));
  await push(theirs, edited(lines(["one"], ["theirs"])));
  await push(mine, edited(name("A", "Mine"), lines(["one"], ["mine"])));

  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  await signIn(desk, "administrator");
  await desk.open("/inbox");
  const { page } = desk;
  await page.getByRole("link", { name: /changed twice/ }).first().click();
  await page.waitForURL(/\/inbox\/[0-9a-f-]{36}$/);
  await page.getByRole("button", MINE).first().waitFor();
  await push(theirs, edited(name("A", "Theirs")));
  await until("both are asked about", async () => (await page.getByRole("button", MINE).count()) === 2);
  await desk.look();
  await page.getByRole("button", MINE).first().click();
  await until("one is chosen", async () => (await page.getByRole("button", MINE).count()) === 1);
  await page.getByRole("button", MINE).click();
  await page.waitForURL(/\/inbox$/);
  const stands = async () => (await records(folder, "checklist")).find(({ id }) => id === checklist);
  await until("what was chosen stands", async () => {
    const { name, lines } = (await stands()) ?? {};
    return name === "Mine" && lines?.[0] === "mine";
  });
}
