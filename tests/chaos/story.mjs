//! One run: people make small edits in several tabs while the weather strikes; then everything heals, and every edit that a screen
//! called saved must have exactly one outcome, nothing may wait, and every screen must show what the server has.

import { pause, until } from "../journeys/harness/pause.mjs";
import { weather } from "./faults.mjs";

const EDITS = [6, 10];
const STRIKES_PER_CENT = 60;
/// A fault falls into the middle of an edit, not only beside it.
const STRIKES_AFTER_MILLISECONDS = 90;
const HEALS_SECONDS = 45;
const PROBLEMS_SHOWN = 2;

export class Story {
  /// `world`: server, log, browser and how to start it anew, products, and which revision the log stands at.
  constructor(world, seed, chance, devices, counts) {
    Object.assign(this, { ...world, seed, chance, devices, counts });
    this.saved = [];
    this.destroyed = new Set();
    this.told = [];
  }

  async walk() {
    const { chance } = this;
    const paths = Array.from({ length: chance.between(1, 3) }, () => chance.one(this.paths));
    this.touched = [...new Set(paths)];
    const storm = weather(chance);
    this.tell(`faults: ${storm.active.join(" ")}`);
    const second = this.devices.filter(() => chance.happens(40));
    await Promise.all(this.devices.map((device) => device.ready()));
    await Promise.all(second.map((device) => device.openTab()));
    const edits = chance.between(...EDITS);
    for (let number = 0; number < edits; number++) await this.step(number, storm);
    await this.heal();
    await this.judge();
  }

  /// One edit, and perhaps a fault that falls into it.
  async step(number, storm) {
    const { chance } = this;
    const device = chance.one(this.devices);
    const [path, strikes, after] = [chance.one(this.touched), chance.happens(STRIKES_PER_CENT), chance.below(STRIKES_AFTER_MILLISECONDS)];
    const fault = strikes ? storm.next() : null;
    const tab = await device.tabAtWork();
    const edit = tab && this.edit(device, chance.one(device.alive) ?? tab, path, `C${this.seed}-${number}`);
    if (fault) {
      await pause(after);
      this.tell(`${device.name}: ${fault}`);
      await storm.strike(fault, this, device);
    }
    await edit;
  }

  async edit(device, tab, path, name) {
    const { generation } = device;
    const saved = await tab.rename(path, name);
    this.tell(`${device.name}: ${name} ${saved ? "saved" : "not said to be saved"}`);
    if (!saved) return;
    this.saved.push({ name, device });
    if (generation !== device.generation) this.destroyed.add(name);
  }

  /// What was only there goes with it: counted, when the server has not heard of it.
  async wipe(device) {
    device.generation += 1;
    await device.wipeEverything();
    const outcomes = await this.log.outcomes(this.since);
    const only = this.saved.filter((saved) => saved.device === device && !outcomes.has(saved.name));
    only.forEach(({ name }) => this.destroyed.add(name));
  }

  async restartBrowser() {
    await this.browser.kill();
    this.devices.forEach((device) => device.alive.forEach((tab) => (tab.isDead = true)));
    await this.browser.start();
  }

  async heal() {
    this.devices.forEach((device) => device.line.mend());
    for (const device of this.devices) {
      await device.askAgain();
      if (await device.signInAgain()) this.tell(`${device.name}: signed in again`);
    }
    await until("nothing waits and every screen shows what the server has", () => this.level(), HEALS_SECONDS).catch((late) => {
      throw new Error(`${late.message}: ${this.differs}`);
    });
  }

  async level() {
    const names = await this.log.products(this.paths.length);
    for (const device of this.devices) {
      for (const tab of device.alive) {
        this.differs = await this.difference(device, tab, names);
        if (this.differs) {
          await tab.askForTheNewest();
          return false;
        }
      }
      if (!device.alive.length) await device.ready();
    }
    return true;
  }

  async difference(device, tab, names) {
    const waiting = await tab.waiting();
    if (waiting !== 0) {
      const state = await tab.ask(() => fetch("/api/v1/session").then(({ status }) => `${status}, vial ${document.querySelector(".vial")?.dataset.state}`), {});
      return `${device.name} has ${waiting} waiting; its session answers ${state}`;
    }
    for (const path of this.touched) {
      const [shown, there] = [await tab.nameOf(path), names.get(path.split("/").pop())];
      if (shown !== there) return `${device.name} shows ${shown} for ${there}`;
    }
    return null;
  }

  async judge() {
    const outcomes = await this.log.outcomes(this.since);
    const lost = this.saved.filter(({ name }) => !outcomes.has(name) && !this.destroyed.has(name));
    const doubled = [...outcomes].filter(([name, found]) => name.startsWith(`C${this.seed}-`) && found.length > 1);
    this.counts.saves += this.saved.length;
    this.counts.destroyed += this.saved.filter(({ name }) => !outcomes.has(name) && this.destroyed.has(name)).length;
    this.counts.lost += lost.length;
    this.counts.doubled += doubled.length;
    const wrong = [...lost.map(({ name }) => `${name} was saved and is lost`), ...doubled.map(([name, found]) => `${name} has ${found.join(" and ")}`), ...this.problems.slice(0, PROBLEMS_SHOWN)];
    if (wrong.length) throw new Error(wrong.join("\n"));
  }

  tell(words) {
    this.told.push(`${((performance.now() - this.start) / 1000).toFixed(2)} ${words}`);
  }
}
