//! What people do, by role and name, in the language of their device.
//! The demo company's people; their passwords are printed by `sahada serve --demo` and mean nothing anywhere else.

/// Person -> sign-in name. Ayşe sells in Turkish, Mantas in Lithuanian; Deniz and the administrator read English.
export const PEOPLE = {
  administrator: "admin",
  salesManager: "deniz",
  salesperson: "ayse",
  otherSalesperson: "elif",
  lithuanianSalesperson: "mantas",
  technician: "murat",
  serviceManager: "rasa",
};
export const PASSWORD = "sahada-demo";

/// One entry per word the journeys need: any of the three languages is found.
export const SAYS = {
  signInName: /^(User name|Kullanıcı adı|Naudotojo vardas)/,
  password: /^(Password|Parola|Slaptažodis)/,
  signIn: /^(Sign in|Oturum aç|Prisijungti)$/,
  search: /^(Search|Ara|Ieškoti)/,
  account: /^(Account|Hesap|Klientas)/,
  product: /^(Product|Ürün|Prekė)/,
  addProduct: /^(Add product|Ürün ekle|Pridėti prekę)$/,
  doneAdding: /^(Done|Bitti|Baigta)$/,
  quantity: /(Quantity|Miktar|Kiekis)/,
  discount: /(Discount|İskonto|Nuolaida) 1/,
  convert: /^(Convert|Dönüştür|Konvertuoti)$/,
  convertToOrder: /^(Convert to order|Siparişe dönüştür|Konvertuoti į užsakymą)$/,
  order: /^(Order|Sipariş|Užsakymas)$/,
  askedLater: /(asked when there is signal|Sinyal gelince sorulacak|kai atsiras ryšys)/,
  name: /^(Name|Ad|Pavadinimas)/,
  savedHere: /(Saved here|Burada kayıtlı|Įrašyta čia)/,
  upToDate: /^(Up to date|Güncel|Suderinta)$/,
  shellMissing: /^(The records are aboard, the app itself is not yet|Kayıtlar bu cihazda, uygulamanın kendisi henüz değil|Įrašai šiame įrenginyje, bet pačios programos dar nėra)$/,
  readyForTheRoad: /^(You are ready for the road|Yola hazırsınız|Galite išvykti)$/,
};

export async function signIn(device, person) {
  const { page } = device;
  await device.open("/");
  await page.getByRole("textbox", { name: SAYS.signInName }).fill(PEOPLE[person]);
  await page.getByRole("textbox", { name: SAYS.password }).fill(PASSWORD);
  await page.getByRole("button", { name: SAYS.signIn }).click();
  await page.getByRole("navigation").first().waitFor();
  return page;
}

/// Everything of the person's portion and the app itself are on the device: the page "before you leave" says so.
export async function aboard(device, said = SAYS.readyForTheRoad) {
  await device.open("/prepare");
  await device.page.getByText(said).waitFor({ timeout: 60_000 });
}

/// How many offers of its person's portion the device holds, as its own page counts them; for devices in English.
export async function offersAboard(device) {
  await device.open("/sync");
  const row = device.page.getByRole("row", { name: /^Offers/ });
  await row.waitFor();
  return Number((await row.getByRole("cell").first().textContent()).replace(/\D/g, ""));
}

/// Finds an account as one types and takes the first; answers its name, which is then the page's.
export async function newOffer(device, typed) {
  const { page } = device;
  await device.open("/offers/new");
  const field = page.getByRole("combobox", { name: SAYS.account });
  await field.fill(typed);
  await page.getByRole("option").first().waitFor();
  await field.press("Enter");
  await page.waitForURL(/\/offers\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: SAYS.addProduct }).first().waitFor();
  return (await page.getByRole("heading", { level: 1 }).textContent()).trim();
}

/// Adds the first product found and gives it a quantity and a first discount.
export async function addProduct({ page }, typed, quantity, discount) {
  await page.getByRole("button", { name: SAYS.addProduct }).first().click();
  const field = page.getByRole("combobox", { name: SAYS.product });
  await field.fill(typed);
  await page.getByRole("option").first().waitFor();
  const lines = await page.locator(".offer-line").count();
  await field.press("Enter");
  await page.locator(".offer-line").nth(lines).waitFor();
  await page.getByRole("button", { name: SAYS.doneAdding }).click().catch(() => {});
  await page.locator(".offer-line").nth(lines).click();
  const line = page.locator(".offer-line").nth(lines);
  await fill(line.getByRole("textbox", { name: SAYS.quantity }), quantity);
  if (discount) await fill(line.getByRole("textbox", { name: SAYS.discount }), discount);
}

async function fill(field, value) {
  await field.fill(value);
  await field.press("Tab");
}

/// Opens the first product found; answers its address.
export async function openProduct(device, typed) {
  const { page } = device;
  await device.open("/products");
  await page.getByRole("searchbox").fill(typed);
  const first = page.getByRole("main").getByRole("link", { name: new RegExp(typed.slice(0, 4), "i") }).first();
  await first.click();
  await page.waitForURL(/\/products\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

/// A product gets another name. The page stays alive as it does behind a link: what was finished is saved before anybody goes on.
export async function rename(device, path, name) {
  const { page } = device;
  await device.open(`${path}/edit`);
  const field = page.getByRole("textbox", { name: SAYS.name });
  await field.fill(name);
  await field.press("Tab");
  await page.evaluate((path) => {
    history.pushState({}, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await page.getByRole("heading", { name }).first().waitFor();
}
