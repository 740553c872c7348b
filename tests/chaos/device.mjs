//! One device of one person: an origin of its own (so databases, cookie and worker of its own) behind a line of its own, with tabs.

import { PASSWORD, PEOPLE, SAYS } from "../journeys/people.mjs";
import { pause, until } from "../journeys/harness/pause.mjs";
import { lineTo } from "./line.mjs";
import { Tab } from "./tab.mjs";

const READY_SECONDS = 30;
const STANDS_MILLISECONDS = 3_000;
const SIGNS_IN_MILLISECONDS = 8_000;
/// What the server answers to somebody without a session.
const UNKNOWN = 401;

export class Device {
  constructor(name, person, browser, problems) {
    Object.assign(this, { name, person, browser, problems });
    this.tabs = [];
    /// Counts how often everything on it was wiped.
    this.generation = 0;
  }

  async connect(portOfServer, host) {
    this.line = await lineTo(portOfServer, host);
    return this;
  }

  get alive() {
    this.tabs = this.tabs.filter((tab) => !tab.isDead);
    return this.tabs;
  }

  async openTab() {
    const page = await this.browser.context.newPage();
    const tab = new Tab(page, this.problems);
    this.tabs.push(tab);
    await tab.open(`${this.line.address}/`);
    return tab;
  }

  /// A tab in which somebody works; `null` when none can be had now, behind a portal for instance.
  async tabAtWork() {
    const [tab] = this.alive;
    if (tab) return tab;
    const opened = await this.openTab();
    if (await this.atWork(opened)) return opened;
    await opened.close();
    return null;
  }

  /// A page that never came, because the line was down or a portal answered, is asked for again, as a person does.
  async askAgain() {
    for (const tab of this.alive) {
      if (await this.atWork(tab)) continue;
      await tab.open(`${this.line.address}/`);
      await this.atWork(tab);
    }
  }

  async ready() {
    return until(`${this.name}: somebody works on it`, () => this.tabAtWork(), READY_SECONDS);
  }

  /// A browser that is killed forgets a cookie which it has not written yet, or has the one before it, whose session is over: what waits
  /// stays, and the same person signs in again. `true`: it was so.
  async signInAgain() {
    const tab = await this.ready();
    const status = await tab.ask(() => fetch("/api/v1/session").then(({ status }) => status), {});
    if (status !== UNKNOWN) return false;
    await tab.ask(async (form) => {
      await fetch("/api/v1/session", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(form) });
    }, { login: PEOPLE[this.person], password: PASSWORD, device: this.name });
    return true;
  }

  async atWork({ page }) {
    const inside = page.getByRole("navigation").first();
    const name = page.getByRole("textbox", { name: SAYS.signInName });
    try {
      await inside.or(name).first().waitFor({ timeout: STANDS_MILLISECONDS });
      if (await inside.isVisible()) return true;
      if (!this.line.isOpen) return false;
      await name.fill(PEOPLE[this.person]);
      await page.getByRole("textbox", { name: SAYS.password }).fill(PASSWORD);
      await page.getByRole("button", { name: SAYS.signIn }).click();
      await inside.waitFor({ timeout: SIGNS_IN_MILLISECONDS });
      return true;
    } catch {
      // killed meanwhile, or the line went: the next one will do
      return false;
    }
  }

  /// The browser gives the cache up, whoever has it open; everything in it can be fetched again.
  async wipeCache() {
    const [tab] = this.alive;
    await tab?.ask(async () => {
      const names = (await indexedDB.databases()).map((database) => database.name);
      names.filter((name) => name.endsWith(":cache")).forEach((name) => indexedDB.deleteDatabase(name));
    }, {});
  }

  /// As a browser evicts a site that nobody has open: databases, keys, cookie, worker, all of it.
  async wipeEverything() {
    await Promise.all(this.alive.map((tab) => tab.close()));
    const page = await this.browser.context.newPage();
    await this.browser.command(page, "Storage.clearDataForOrigin", { origin: this.line.address, storageTypes: "all" });
    const { hostname } = new URL(this.line.address);
    await this.browser.context.clearCookies({ domain: hostname });
    await page.close();
  }

  async closeTabs() {
    await Promise.all(this.alive.map((tab) => Promise.race([tab.close(), pause(1_000)])));
    this.tabs = [];
  }
}
