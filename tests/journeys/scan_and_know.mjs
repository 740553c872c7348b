//! In a basement, without signal: a serial is typed or comes from a scanner, and the technician knows whose machine it is, by which sale,
//! and whether it is covered; or why nobody can say.

import { records } from "./harness/database.mjs";
import { aboard, signIn } from "./people.mjs";

/// Murat's part of the country.
const TERRITORIES = ["marmara", "ege", "anadolu"];
const SAYS = {
  scan: /^Tara$/,
  hint: "Seri numarasını girerek garanti bilgilerini alabilirsiniz.",
  noDispatch: "Bu seri numaralı ürünün sevkiyat çıkışı bulunmamaktadır.",
  returned: "İade alınmış, yeniden satılmamış.",
  inStock: "Ürün hâlâ stokta görünüyor.",
  allSerials: /^Satılan seri numaraları bu cihazda: [1-9][\d.]* · /,
  neverOurs: "Bu seri numarası için bilinen bir sevkiyat çıkışı yok",
  oursElsewhere: "Bizden satılmış, sizin bölgenizde değil",
  unverified: "Doğrulanmadı",
  asOf: /^Kayıtlar: /,
  productCode: "Bu bir ürün kodu",
};

export const sizes = ["tablet", "phone"];

export default async function (world) {
  const { folder } = world.server;
  const all = await records(folder, "document");
  const here = ({ place }) => TERRITORIES.includes(place.territory);
  const documents = all.filter(here);
  const products = new Map((await records(folder, "product")).map((product) => [product.id, product]));
  const accounts = new Map((await records(folder, "account")).map((account) => [account.id, account]));
  const carried = (kind) => {
    const document = documents.find((document) => document.kind === kind && document.lines.some(({ serials }) => serials.length));
    const { product, serials } = document.lines.find(({ serials }) => serials.length);
    return { serial: serials[0], document, product: products.get(product), account: accounts.get(document.account) };
  };

  const tablet = await world.device("tablet", { language: "tr-TR" });
  await signIn(tablet, "technician");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.page.getByText(SAYS.allSerials).waitFor();
  await tablet.goOffline();
  await tablet.page.getByRole("button", { name: SAYS.scan }).first().click();

  await tablet.page.getByRole("searchbox").waitFor();
  await tablet.page.getByText(SAYS.hint).waitFor();
  // a scanner types wherever the focus is, and the next code takes the place of the one before
  const sold = carried("sale_dispatch");
  await tablet.page.keyboard.type("HX-404-YOK");
  await tablet.page.keyboard.press("Enter");
  await shows(tablet, SAYS.neverOurs, SAYS.unverified, SAYS.asOf);
  await tablet.page.keyboard.type(sold.serial.toLowerCase());
  await tablet.page.keyboard.press("Enter");
  await shows(tablet, sold.product.name, sold.serial, sold.account.name, sold.document.number, coverage(sold));
  // what a maker prints below a GS1 symbol, as a keyboard scanner types it
  await ask(tablet, `(01)04006381333931(21)${sold.serial}`);
  await shows(tablet, sold.product.name, sold.document.number);

  await ask(tablet, carried("sale_return").serial);
  await shows(tablet, SAYS.noDispatch, SAYS.returned);
  await ask(tablet, carried("sale_order").serial);
  await shows(tablet, SAYS.noDispatch, SAYS.inStock);
  await ask(tablet, elsewhere(all, documents));
  await shows(tablet, SAYS.oursElsewhere, SAYS.unverified, SAYS.asOf);
  await ask(tablet, sold.product.code);
  await shows(tablet, SAYS.productCode);
}

/// A serial that left us to somebody of whom nothing is aboard.
function elsewhere(all, aboard) {
  const serials = (documents) => documents.flatMap(({ lines }) => lines.flatMap(({ serials }) => serials));
  const known = new Set(serials(aboard));
  const shipped = all.filter(({ kind }) => ["sale_dispatch", "sale_invoice"].includes(kind));
  return serials(shipped).find((serial) => !known.has(serial));
}

async function ask({ page }, code) {
  await page.getByRole("searchbox").fill(code);
  await page.keyboard.press("Enter");
}

async function shows(tablet, ...words) {
  const main = tablet.page.getByRole("main");
  for (const said of words) await main.getByText(said).first().waitFor();
  await tablet.look();
}

/// Every sale of the demo company lies within its first year, and no warranty there is shorter.
function coverage({ product }) {
  return product.warranty ? "Garantide" : "Kapsam dışı";
}
