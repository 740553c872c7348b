//! What people do, by role and name, in the language of their device.
//! The demo company's people; their passwords are printed by `sahada serve --demo` and mean nothing anywhere else.

export const PEOPLE = {
  administrator: "admin",
  salesperson: "seller",
  technician: "technician",
  manager: "manager",
};
const PASSWORD = "sahada-demo";

/// One entry per word the journeys need: any of the three languages is found.
const SAYS = {
  signInName: /^(User name|Kullanıcı adı|Naudotojo vardas)/,
  password: /^(Password|Parola|Slaptažodis)/,
  signIn: /^(Sign in|Oturum aç|Prisijungti)$/,
};

export async function signIn(device, person) {
  const { page } = device;
  await device.open("/");
  await page.getByRole("textbox", { name: SAYS.signInName }).fill(PEOPLE[person]);
  await page.getByLabel(SAYS.password).fill(PASSWORD);
  await page.getByRole("button", { name: SAYS.signIn }).click();
  await page.getByRole("navigation").first().waitFor();
  return page;
}
