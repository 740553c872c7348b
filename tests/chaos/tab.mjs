//! What a person does in one tab: types a new name, leaves the field, looks whether the record's page shows it. All in one call into the
//! page, so that a tab can die at any moment of it. What that page shows is saved: the app shows it after the strict write alone.

import { SAYS } from "../journeys/people.mjs";
import { pause } from "../journeys/harness/pause.mjs";

const PATIENCE_MILLISECONDS = 2_000;
const OPENS_MILLISECONDS = 8_000;

export class Tab {
  constructor(page, problems) {
    this.page = page;
    this.isDead = false;
    page.on("crash", () => (this.isDead = true));
    page.on("close", () => (this.isDead = true));
    page.on("pageerror", (problem) => problems.push(problem.stack ?? String(problem)));
    page.on("console", (message) => /panicked at/.test(message.text()) && problems.push(message.text()));
  }

  async open(address) {
    await this.page.goto(address, { timeout: OPENS_MILLISECONDS, waitUntil: "commit" }).catch(() => {});
  }

  /// `true`: the screen called it saved. Anything else says nothing.
  async rename(path, name) {
    return (await this.ask(renamed, { path, name, label: SAYS.name.source, patience: PATIENCE_MILLISECONDS })) === true;
  }

  /// The name on the page of a product.
  async nameOf(path) {
    return this.ask(shown, { path, patience: PATIENCE_MILLISECONDS });
  }

  /// Entries without an outcome, in every queue of this device.
  async waiting() {
    return this.ask(counted, {});
  }

  async askForTheNewest() {
    await this.ask(wake, { patience: PATIENCE_MILLISECONDS });
  }

  /// `null` when the tab died or does not answer.
  async ask(what, words) {
    if (this.isDead) return null;
    const answer = this.page.evaluate(what, words).catch(() => null);
    return Promise.race([answer, pause(2 * PATIENCE_MILLISECONDS).then(() => null)]);
  }

  async crash(browser) {
    this.isDead = true;
    await Promise.race([browser.command(this.page, "Page.crash").catch(() => {}), pause(300)]);
    await this.page.close().catch(() => {});
  }

  async close() {
    this.isDead = true;
    await this.page.close({ runBeforeUnload: false }).catch(() => {});
  }
}

// what follows runs in the page

async function renamed({ path, name, label, patience }) {
  const go = (to) => {
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  const found = async (look) => {
    const end = performance.now() + patience;
    for (let seen = look(); ; seen = look()) {
      if (seen || performance.now() > end) return seen;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  const named = (field) => new RegExp(label).test(field.labels?.[0]?.textContent.trim() ?? "");
  go(`${path}/edit`);
  const field = await found(() => [...document.querySelectorAll("main input")].find(named));
  if (!field) return false;
  field.value = name;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  go(path);
  return Boolean(await found(() => document.querySelector("main h2.title")?.textContent.trim() === name));
}

async function shown({ path, patience }) {
  history.pushState({}, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
  const end = performance.now() + patience;
  for (;;) {
    const title = location.pathname === path && document.querySelector("main h2.title");
    // two frames: what stood there before is another page's
    await new Promise((done) => setTimeout(done, 20));
    if (title?.isConnected && title.textContent.trim()) return title.textContent.trim();
    if (performance.now() > end) return null;
  }
}

async function counted() {
  const names = (await indexedDB.databases()).map((database) => database.name);
  const count = (name) =>
    new Promise((done, failed) => {
      const request = indexedDB.open(name);
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        const rows = request.result.transaction("waiting").objectStore("waiting").count();
        rows.onsuccess = () => {
          request.result.close();
          done(rows.result);
        };
        rows.onerror = () => failed(rows.error);
      };
    });
  const counts = await Promise.all(names.filter((name) => name.endsWith(":queue")).map(count));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function wake({ patience }) {
  history.pushState({}, "", "/sync");
  dispatchEvent(new PopStateEvent("popstate"));
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const button = [...document.querySelectorAll("main button")].find((button) => /Get the newest/.test(button.textContent));
    if (button) return button.click();
    await new Promise((done) => setTimeout(done, 10));
  }
}
