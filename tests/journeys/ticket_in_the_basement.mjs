//! A technician in a basement, the network cut after preparing: a scan becomes a ticket, the machine's warranty is on the screen, another
//! machine's serial is held back with its true owner, and the ticket with it until the field is cleared, over a reload too; time, a part, a photo, words, a signature and how it ended are written down, the
//! report is shown, and everything reaches the server when there is signal.

import { records } from "./harness/database.mjs";
import { until } from "./harness/pause.mjs";
import { aboard, signIn } from "./people.mjs";

const TERRITORIES = ["marmara", "ege", "anadolu"];
const SAYS = {
  scan: /^Tara$/,
  hint: "Seri numarasını girerek garanti bilgilerini alabilirsiniz.",
  newTicket: /^Yeni talep$/,
  subject: /^Konu$/,
  kind: /^Tür$/,
  channel: /^Nasıl geldi$/,
  promised: /^Söz verilen$/,
  late: /gecikti$/,
  resolution: /^Çözüm$/,
  make: /^Talebi aç$/,
  product: /^Ürün$/,
  productSearch: /^Ürün ara/,
  serial: /^Seri no$/,
  fits: "Seri doğru",
  otherProduct: "Girilen seri numarası bu ürüne ait değildir.",
  clear: /^Temizle$/,
  lineWaits: "2. satır bekliyor",
  mendSerial: "Önce seriyi düzeltin.",
  twice: /^Bu ürün bu seri numarasıyla talepte zaten var/,
  unverified: "Doğrulanmadı",
  onTheWay: /^Yolda$/,
  inProgress: /^İşlemde$/,
  resolved: /^Çözüldü$/,
  work: /^İşe başla$/,
  clockRuns: /^Süre işliyor$/,
  nobody: /^Henüz kimse$/,
  stop: /^Durdur/,
  part: /^Parça$/,
  parts: /^Kullanılan parçalar$/,
  usePart: /^Parçayı yaz$/,
  note: /^Not$/,
  addNote: /^Not ekle$/,
  forCustomer: /^Müşteri de görsün$/,
  afterSignature: /(imzadan sonra|po parašo|after the signature): /,
  addFile: /^Dosya ekle$/,
  sign: /^İmzalat$/,
  signHere: /^İmza alanı/,
  signer: /^İmzalayan$/,
  takeSignature: /^İmzayı kaydet$/,
  signatureOf: /^İmza: Selin Öztürk$/,
  more: /^Diğer işlemler$/,
  report: /^Raporu göster$/,
  covered: /^(Garantide|Kapsam dışı)$/,
  papers: "Belgeler",
  tickets: /^Talepler$/,
  photos: /^Fotoğraflar ve belgeler$/,
  // on a phone it is the chip's name alone
  upToDate: /^Güncel\b/,
};
/// As long as some makers write them.
const UNKNOWN = "HX-404-YOK-0123456789-ABCDEFGHIJK";
const ONE_MORE = "Anahtar kapıcıda bırakıldı.";
/// One white point.
const PHOTO = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==", "base64");

export const sizes = ["tablet", "phone"];

export default async function (world) {
  const { folder } = world.server;
  const sales = await salesOf(folder);
  const [ours, other] = [sales[0], sales.find((sale) => sale.product.id !== sales[0].product.id)];

  const tablet = await world.device("tablet", { language: "tr-TR" });
  const { page } = tablet;
  await signIn(tablet, "technician");
  await tablet.readyForTheRoad();
  await aboard(tablet);
  await tablet.goOffline();

  await page.getByRole("button", { name: SAYS.scan }).first().click();
  await page.getByRole("searchbox").waitFor();
  await page.keyboard.type(ours.serial);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: SAYS.newTicket }).click();
  await page.getByRole("textbox", { name: SAYS.subject }).fill("Kompresör yüksek sıcaklıkta duruyor");
  await page.getByRole("combobox", { name: SAYS.kind }).selectOption("repair");
  await page.getByRole("combobox", { name: SAYS.channel }).selectOption("telephone");
  const yesterday = new Date(Date.now() - 26 * 3_600_000).toISOString().slice(0, 16);
  await page.getByLabel(SAYS.promised).fill(yesterday);
  await tablet.look();
  await page.getByRole("button", { name: SAYS.make }).click();
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  const main = page.getByRole("main");
  await main.getByText(ours.account.name).first().waitFor();
  await main.getByText(ours.serial, { exact: true }).waitFor();
  await main.getByText(SAYS.fits).waitFor();
  await main.getByText(SAYS.late).first().waitFor();
  await tablet.look();

  // a second machine: first the serial of another product, then one nobody knows
  await main.getByRole("button", { name: SAYS.product }).click();
  const search = main.getByRole("combobox", { name: SAYS.productSearch });
  await search.fill(ours.product.code);
  await page.getByRole("option").first().waitFor();
  await search.press("Enter");
  const line = main.locator(".ticket-line").first();
  const serial = line.getByRole("textbox", { name: SAYS.serial });
  await line.getByText(SAYS.hint).waitFor();
  await serial.fill(other.serial);
  await serial.press("Enter");
  await serial.blur();
  await line.getByText(SAYS.otherProduct).waitFor();
  await line.getByText(other.product.name).first().waitFor();
  await tablet.look();
  await main.getByText(SAYS.nobody).waitFor();
  await main.page().getByRole("button", { name: SAYS.onTheWay }).click();
  await main.getByText(SAYS.nobody).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: SAYS.inProgress }).click();
  await holdsTheTicketBack(tablet, line.getByText(SAYS.otherProduct));
  await line.getByRole("button", { name: SAYS.clear }).click();
  await letsTheTicketGoOn(page);
  await serial.fill(ours.serial);
  await serial.press("Enter");
  await holdsTheTicketBack(tablet, line.getByText(SAYS.twice));
  // a scanner that types like a keyboard
  await serial.fill(`(01)04006381333931(21)${UNKNOWN}`);
  await serial.press("Enter");
  await line.getByText(SAYS.unverified).waitFor();
  await line.getByText(UNKNOWN, { exact: true }).waitFor();
  await letsTheTicketGoOn(page);
  await staysOnAPhone(page, line.getByRole("button", { name: SAYS.more }));

  await main.getByRole("button", { name: SAYS.work }).click();
  await main.getByRole("button", { name: SAYS.part }).click();
  const part = main.getByRole("combobox", { name: SAYS.productSearch });
  await part.fill(other.product.code);
  await page.getByRole("option").first().waitFor();
  await part.press("Enter");
  await main.getByRole("button", { name: SAYS.usePart }).click();
  await main.getByRole("list", { name: SAYS.parts }).getByText(other.product.name).waitFor();
  await main.getByRole("textbox", { name: SAYS.note }).fill("Radyatör tıkalıydı, temizlendi.");
  await main.getByText(SAYS.forCustomer).click();
  await main.getByRole("button", { name: SAYS.addNote }).click();
  await main.locator(".ticket-note").getByText("Radyatör tıkalıydı").waitFor();
  if (await main.getByRole("checkbox", { name: SAYS.forCustomer }).isChecked()) throw new Error("the next note is the customer's, too");
  const chooser = page.waitForEvent("filechooser");
  await main.getByRole("button", { name: SAYS.addFile }).click();
  await (await chooser).setFiles({ name: "plaka.png", mimeType: "image/png", buffer: PHOTO });
  await main.getByText("plaka.png").first().waitFor();

  // the clock runs on while the app is closed, and the first page says on what
  const at = new URL(page.url()).pathname;
  await tablet.restart("/");
  await tablet.page.getByRole("list", { name: SAYS.clockRuns }).getByRole("link").click();
  await tablet.page.waitForURL((url) => url.pathname === at);
  const again = tablet.page.getByRole("main");
  await again.getByRole("button", { name: SAYS.stop }).click();
  await again.getByRole("button", { name: SAYS.work }).waitFor();
  await signs(tablet, "Selin Öztürk");
  await tablet.look();
  await writesOneMore(tablet);
  await tablet.page.getByRole("button", { name: SAYS.resolved }).click();
  const asked = tablet.page.getByRole("dialog");
  await asked.getByRole("textbox", { name: SAYS.resolution }).fill("Radyatör temizlendi");
  await tablet.look();
  await asked.getByRole("button", { name: SAYS.resolved }).click();
  await asked.waitFor({ state: "hidden" });
  await again.getByText(SAYS.resolved).first().waitFor();
  await until("it ended and is late no more", async () => (await again.getByText(SAYS.late).count()) === 0);

  await tablet.page.getByRole("link", { name: SAYS.report }).click();
  const paper = tablet.page.getByRole("article");
  await paper.getByText("Radyatör tıkalıydı").waitFor();
  await paper.getByText(SAYS.afterSignature).filter({ hasText: ONE_MORE }).waitFor();
  if ((await paper.getByText(SAYS.afterSignature).count()) !== 1) throw new Error("more than one line came after the signature");
  await paper.getByText("Radyatör temizlendi").waitFor();
  for (const said of [ours.serial, other.product.name, "Selin Öztürk"]) await paper.getByText(said).first().waitFor();
  await paper.getByRole("img", { name: SAYS.signatureOf }).waitFor();
  await tablet.look();
  await allOfTheUnit(tablet, ours);
  await tablet.open(at);

  await tablet.goOnline();
  await tablet.page.getByRole("link", { name: SAYS.upToDate }).waitFor({ timeout: 60_000 });
  await holds(folder, at.split("/").pop(), ours, other);
}

/// As long as the trouble with a typed serial stands there: before the page dies and after.
async function holdsTheTicketBack(tablet, trouble) {
  const { page } = tablet;
  const waits = async () => {
    await trouble.waitFor();
    for (const said of [SAYS.lineWaits, SAYS.mendSerial]) await page.locator(".action-bar-words").getByText(said).waitFor();
    await until("it cannot be resolved", async () => (await resolves(page)) === false);
  };
  await waits();
  await reload(page);
  await waits();
  await tablet.look();
}

/// Once every letter lies on the disk.
async function reload(page) {
  await page.waitForFunction(() => {
    const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime ?? 0;
    return last("sahada:draft-typed") > 0 && last("sahada:drafts-kept") >= last("sahada:draft-typed");
  });
  await page.reload();
}

async function letsTheTicketGoOn(page) {
  await until("it can be resolved", () => resolves(page));
  await page.locator(".action-bar-words").getByText(SAYS.lineWaits).waitFor({ state: "hidden" });
}

async function resolves(page) {
  const button = page.getByRole("button", { name: SAYS.resolved });
  return (await button.getAttribute("aria-disabled")) !== "true";
}

/// When it was signed; who may read it comes back with the letters.
async function writesOneMore(tablet) {
  const { page } = tablet;
  const main = page.getByRole("main");
  const box = main.getByRole("checkbox", { name: SAYS.forCustomer });
  await main.getByText(SAYS.forCustomer).click();
  await main.getByRole("textbox", { name: SAYS.note }).fill(ONE_MORE);
  await reload(page);
  await until("the letters are back", async () => (await main.getByRole("textbox", { name: SAYS.note }).inputValue()) === ONE_MORE);
  if (!(await box.isChecked())) throw new Error("who may read the note was forgotten");
  await main.getByRole("button", { name: SAYS.addNote }).click();
  await main.locator(".ticket-note").getByText(ONE_MORE).waitFor();
}

/// On its own page, without signal: whose it is, by which paper, how long it is covered, what was asked for and what was photographed.
async function allOfTheUnit(tablet, { serial, account, document }) {
  await tablet.open(`/serials?serial=${encodeURIComponent(serial)}`);
  const main = tablet.page.getByRole("main");
  await main.getByRole("link", { name: account.name, exact: true }).waitFor();
  await main.getByText(SAYS.covered).first().waitFor();
  await main.getByRole("list", { name: SAYS.papers, exact: true }).getByText(document.number).waitFor();
  await main.getByRole("list", { name: SAYS.tickets }).getByText("Kompresör yüksek sıcaklıkta duruyor").waitFor();
  await main.getByRole("list", { name: SAYS.photos }).getByText("plaka.png").waitFor();
  await tablet.look();
}

/// Nothing is wider than a small phone, and the button is in reach.
async function staysOnAPhone(page, button) {
  const before = page.viewportSize();
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 740 });
    const box = await button.boundingBox();
    if (!box || box.x < 0 || box.x + box.width > width) throw new Error(`at ${width} px the button stands at ${JSON.stringify(box)}`);
  }
  await page.setViewportSize(before);
}

/// A finger on the glass.
async function signs({ page }, name) {
  await page.getByRole("button", { name: SAYS.sign }).click();
  const field = page.getByRole("img", { name: SAYS.signHere });
  await field.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await field.boundingBox();
  await page.mouse.move(x + width * 0.2, y + height * 0.6);
  await page.mouse.down();
  for (let step = 1; step <= 20; step++) await page.mouse.move(x + width * (0.2 + step * 0.03), y + height * (0.5 + 0.3 * Math.sin(step)));
  await page.mouse.up();
  await page.getByRole("textbox", { name: SAYS.signer }).fill(name);
  await page.getByRole("button", { name: SAYS.takeSignature }).click();
  await page.getByRole("img", { name: SAYS.signatureOf }).waitFor();
}

/// Sales of Murat's territories with a serial, as the server knows them.
async function salesOf(folder) {
  const products = new Map((await records(folder, "product")).map((product) => [product.id, product]));
  const accounts = new Map((await records(folder, "account")).map((account) => [account.id, account]));
  const documents = await records(folder, "document");
  const returned = new Set(documents.filter(({ kind }) => kind === "sale_return").flatMap(({ lines }) => lines.flatMap(({ serials }) => serials)));
  return documents
    .filter(({ kind, place }) => kind === "sale_dispatch" && TERRITORIES.includes(place.territory))
    .flatMap((document) => document.lines.filter(({ serials }) => serials.length && !returned.has(serials[0])).map(({ product, serials }) => ({
      serial: serials[0], document, product: products.get(product), account: accounts.get(document.account),
    })));
}

/// What the server has in the end: decided by its own look at every document.
async function holds(folder, id, ours, other) {
  const ticket = (await records(folder, "ticket")).find((ticket) => ticket.id === id);
  const wrong = (what) => {
    throw new Error(`the server’s ticket: ${what}\n${JSON.stringify(ticket)}`);
  };
  if (!ticket) wrong("it is not there");
  if (!/^DK-\d{5}$/.test(ticket.code.number)) wrong("it has no number");
  if (ticket.status !== "resolved") wrong("it is not resolved");
  if (ticket.resolution !== "Radyatör temizlendi" || !ticket.ended_at) wrong("how and when it ended is missing");
  if (ticket.request_kind !== "repair" || ticket.channel !== "telephone" || !ticket.promised) wrong("what was asked for is missing");
  const [first, second] = ticket.lines;
  if (first.serial !== ours.serial || first.checked.verdict !== "fine" || !first.checked.verified) wrong("the first machine is not verified");
  if (first.checked.sale.document !== ours.document.number) wrong("the sale is another one");
  if (second.serial !== UNKNOWN || !second.checked.verified) wrong("the second machine was not looked at");
  if (ticket.notes.length !== 2 || !ticket.notes.every((note) => note.public)) wrong("a note is missing");
  if (ticket.parts.length !== 1 || ticket.parts[0].product !== other.product.id) wrong("the part is missing");
  if (ticket.signatures?.map(({ name }) => name).join() !== "Selin Öztürk") wrong("the signature is missing");
  if (!ticket.assignee) wrong("nobody has it who went there");
  if (ticket.work.length !== 1 || !ticket.work[0].ended) wrong("the time is missing");
}
