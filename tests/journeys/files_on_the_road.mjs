//! A photo taken without signal: kept at once, sent by itself when the signal is back, without what the camera wrote into it, and opened by
//! a colleague who sees the account; then taken away again.

import { readFile } from "node:fs/promises";
import { until } from "./harness/pause.mjs";
import { PLACE, add, photo } from "./harness/photo.mjs";
import { aboard, signIn } from "./people.mjs";

export default async function (world) {
  const tablet = await world.device("tablet", { language: "en-GB" });
  await signIn(tablet, "salesperson");
  await aboard(tablet);
  await tablet.readyForTheRoad();
  const address = await firstAccount(tablet, "gıda");
  await tablet.page.getByText("There are no files yet.").waitFor();

  await tablet.goOffline();
  await add(tablet, "label.exe.jpg", Buffer.from("MZ nothing of ours"));
  await tablet.page.getByText(/This kind of file cannot be added/).waitFor();
  await add(tablet, "pano kapağı.jpg", photo({ place: true }));
  // asked of the page that is open then
  const files = () => tablet.page.getByRole("list", { name: "Files" });
  await files().getByText("pano kapağı.jpg").waitFor();
  await files().getByText("Waits to be sent").waitFor();
  await tablet.reopen(address);
  await files().getByText("pano kapağı.jpg").waitFor();
  await files().getByText("Waits to be sent").waitFor();
  await tablet.goOnline();
  await files().getByText("On the server").waitFor({ timeout: 60_000 });

  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  await signIn(desk, "salesManager");
  await aboard(desk);
  await desk.open(address);
  const download = desk.page.waitForEvent("download");
  await desk.page.getByRole("button", { name: "Open pano kapağı.jpg" }).click();
  const opened = await download.then((file) => file.path()).then((path) => readFile(path));
  if (opened.includes(PLACE)) throw new Error("the photo tells where it was taken");
  if (!opened.equals(photo({ place: false }))) throw new Error("it is another picture");

  // kept since it was opened: it needs no signal any more
  await desk.goOffline();
  const again = desk.page.waitForEvent("download");
  await desk.page.getByRole("button", { name: "Open pano kapağı.jpg" }).click();
  await again;
  await desk.goOnline();

  await tablet.page.getByRole("button", { name: "Remove pano kapağı.jpg" }).click();
  await tablet.page.getByText("There are no files yet.").waitFor();
  await until("it is gone at the desk", async () => (await desk.page.getByText("There are no files yet.").count()) > 0, 60);
}

async function firstAccount(device, typed) {
  const { page } = device;
  await device.open("/accounts");
  await page.getByRole("searchbox").fill(typed);
  await page.getByRole("main").getByRole("link", { name: new RegExp(typed, "i") }).first().click();
  await page.waitForURL(/\/accounts\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}
