//! One tablet, phone or desk: a browser profile of its own, a cable of its own, and a list of everything that went wrong on it.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { shape, violations } from "./accessibility.mjs";
import { ARGUMENTS, chromium } from "./chromium.mjs";
import { pause } from "./pause.mjs";
import { relay } from "./relay.mjs";

export const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 1024, height: 768 }, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
};
const STAYED_MILLISECONDS = 400;
const NETWORK_GONE = /net::ERR_(?:INTERNET_DISCONNECTED|CONNECTION_\w+|EMPTY_RESPONSE|FAILED|NETWORK_CHANGED|INCOMPLETE_CHUNKED_ENCODING|SOCKET_NOT_CONNECTED)/;
/// Asking who is signed in is answered so on a device where nobody is.
const NOBODY_SIGNED_IN = /status of 401/;

export class Device {
  /// `place` says where profiles and pictures go, `portOfServer` answers where the server listens now.
  constructor(name, { program, place, portOfServer, size = "tablet", language = "en-GB", accessibility = true, everyPage = null, browser = {}, args = [] }) {
    Object.assign(this, { name, program, place, portOfServer, size, language, accessibility, everyPage, browser, args });
    this.problems = [];
    this.expected = [];
    this.checked = new Set();
    this.offline = false;
    this.words = [];
    this.looking = Promise.resolve();
  }

  async start() {
    this.cable ??= await relay(this.portOfServer);
    await mkdir(this.profile, { recursive: true });
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: this.program, headless: true, args: [...ARGUMENTS, ...this.args], locale: this.language, ...SIZES[this.size], ...this.browser,
    });
    await this.context.setOffline(this.offline);
    if (this.everyPage) await this.context.addInitScript(this.everyPage);
    this.context.on("page", (page) => this.listenTo(page));
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    this.listenTo(this.page);
    return this;
  }

  get profile() {
    return join(this.place, `profile-${this.name}`);
  }

  get address() {
    return `http://127.0.0.1:${this.cable.port}`;
  }

  async open(path = "/") {
    await this.page.goto(this.address + path);
    return this.page;
  }

  /// The tab is closed and another one opened, as people do; the profile stays.
  async reopen(path = "/") {
    await this.look();
    const old = this.page;
    this.page = await this.context.newPage();
    await old.close();
    return this.open(path);
  }

  /// The whole browser ends and starts again on the same profile.
  async restart(path = "/") {
    await this.look();
    await this.context.close();
    await this.start();
    return this.open(path);
  }

  /// No request leaves this device any more, those of its service worker included.
  async goOffline() {
    this.offline = true;
    await this.cable.cut();
    await this.context.setOffline(true);
  }

  async goOnline() {
    await this.cable.mend();
    await this.context.setOffline(false);
    this.offline = false;
    // what failed a moment ago is told by the browser a moment later
    this.justBack = true;
    setTimeout(() => (this.justBack = false), 1_000).unref();
  }

  /// Messages in the console that this journey provokes on purpose.
  expects(pattern) {
    this.expected.push(pattern);
  }

  /// Resolves when the shell is on the device: from then on a start needs no network.
  async readyForTheRoad() {
    await this.page.waitForFunction(async () => (await navigator.serviceWorker?.ready)?.active?.state === "activated", null, { timeout: 30_000 });
  }

  /// The accessibility check of what is on the screen now; pages one stays on are looked at without being asked. One look
  /// after the other: two at a time disturb each other.
  look() {
    const next = this.looking.then(() => this.lookNow());
    this.looking = next.catch(() => {});
    return next;
  }

  async lookNow() {
    if (!this.accessibility || this.page.isClosed() || !this.page.url().startsWith("http")) return;
    const where = shape(this.page.url());
    this.checked.add(where);
    try {
      const found = await violations(this.page);
      this.problems.push(...found.map((violation) => `${where} ${violation}`), ...(await this.wide(where)));
    } catch (problem) {
      // somebody went on while we looked; where they went is looked at next
      if (!this.page.isClosed() && shape(this.page.url()) === where && !/context was destroyed|navigation/.test(problem.message)) throw problem;
    }
  }

  /// A page that is wider than its screen is pushed about with the thumb.
  async wide(where) {
    const [page, screen] = await this.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    return page > screen ? [`${where} is ${page} px wide on ${screen}`] : [];
  }

  async end() {
    await this.context?.close().catch(() => {});
    await this.cable?.cut();
  }

  async picture(file) {
    await this.page?.screenshot({ path: file, fullPage: true, timeout: 5_000 }).catch(() => {});
  }

  listenTo(page) {
    if (page.heard) return;
    page.heard = true;
    page.on("console", (message) => this.hear(message.type(), `${message.text()} (${message.location().url})`));
    page.on("pageerror", (problem) => this.hear("error", problem.stack ?? String(problem)));
    page.on("framenavigated", (frame) => frame === page.mainFrame() && this.stays(page));
  }

  hear(kind, text) {
    this.words.push(`${kind}: ${text}`);
    const lost = NETWORK_GONE.test(text) && (this.offline || this.justCut || this.justBack);
    if (kind !== "error" || lost || NOBODY_SIGNED_IN.test(text) || this.expected.some((pattern) => pattern.test(text))) return;
    this.problems.push(`console: ${text}`);
  }

  async stays(page) {
    const address = page.url();
    if (!this.accessibility || !address.startsWith("http") || this.checked.has(shape(address))) return;
    await pause(STAYED_MILLISECONDS);
    if (!page.isClosed() && page === this.page && page.url() === address && !this.checked.has(shape(address))) {
      await this.look().catch((problem) => this.problems.push(`accessibility check: ${problem.message}`));
    }
  }
}
