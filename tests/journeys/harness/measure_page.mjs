//! The app's own page for measurements (app/src/measure.rs): press a button by its name, get what it found.

export async function measurePage(device) {
  await device.open("/measure");
  const { page } = device;
  await page.getByRole("button", { name: "make offers" }).waitFor();
  return async (name, { howMany = 1, words = "" } = {}) => {
    await page.getByLabel("how many").fill(String(howMany));
    await page.getByLabel("words").fill(words);
    const before = await page.locator("#results").textContent();
    await page.getByRole("button", { name, exact: true }).click();
    const other = (before) => ![before, ""].includes(document.getElementById("results").textContent);
    await page.waitForFunction(other, before, { timeout: 90_000 });
    const answer = JSON.parse(await page.locator("#results").textContent());
    if (answer.problem) throw new Error(`${name}: ${answer.problem}`);
    return answer;
  };
}
