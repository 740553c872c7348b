//! A sales manager brings a spreadsheet as Turkish Excel writes it: code page 1254, semicolons, decimal comma. One row is bad:
//! it is reported with its line and loses nothing else. Doing it again changes nothing.

import { until } from "./harness/pause.mjs";
import { aboard, signIn } from "./people.mjs";

/// ğ ş ı İ in Windows-1254, where they are one byte each.
const LETTERS = { ğ: 0xf0, ş: 0xfe, ı: 0xfd, İ: 0xdd, Ş: 0xde, ç: 0xe7, ö: 0xf6, ü: 0xfc };
const TABLE = [
  "Code;Name;Price;Brand",
  "YOL-1;Isı eşanjörü ağır hizmet;1.431,50;İzmit",
  "YOL-2;Şase vidası;0,125;Ege",
  "YOL-3;Bozuk satır;on beş;Ege",
  "YOL-4;Çift körük;12,5;Ege",
  "",
].join("\r\n");

export default async function (world) {
  const desk = await world.device("desk", { size: "desktop", language: "en-GB" });
  await signIn(desk, "salesManager");
  await aboard(desk);

  await check(desk);
  await desk.page.getByText("on beş").first().waitFor();
  await desk.page.getByRole("button", { name: /^Import 3/ }).click();
  await desk.page.getByText("The import is done").first().waitFor({ timeout: 30_000 });

  await desk.open("/products?search=isi esanjoru agir");
  await desk.page.getByRole("searchbox").fill("isi esanjoru agir");
  await desk.page.getByText("Isı eşanjörü ağır hizmet").first().waitFor();
  await desk.page.getByText("YOL-1").first().waitFor();

  await until("nothing waits", async () => (await desk.page.getByText("Up to date").count()) > 0);
  await check(desk);
  await desk.page.getByText("Everything in the file is here already").first().waitFor();
}

async function check(desk) {
  await desk.open("/products/import");
  const chooser = desk.page.waitForEvent("filechooser");
  await desk.page.getByText("Choose product file").first().click();
  await (await chooser).setFiles({ name: "ürünler.csv", mimeType: "text/csv", buffer: windows1254(TABLE) });
  await desk.page.getByRole("button", { name: "Check the file" }).click();
  await desk.page.getByText("Result of the check").first().waitFor();
}

function windows1254(text) {
  return Buffer.from([...text].map((letter) => LETTERS[letter] ?? letter.codePointAt(0)));
}
