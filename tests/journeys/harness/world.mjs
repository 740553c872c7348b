//! What one journey gets: a server with a fresh demo company, and as many devices as it asks for.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Device } from "./device.mjs";
import { serverOf } from "./server.mjs";

export class World {
  constructor({ place, pictures, program, chromium, company, size = "tablet", more = [], accessibility = true }) {
    Object.assign(this, { place, pictures, chromium, company, size, accessibility });
    this.server = serverOf(program, place, more);
    this.devices = [];
  }

  async start() {
    await mkdir(this.place, { recursive: true });
    await this.company(this.server.folder);
    await this.server.start();
  }

  /// A device signs nobody in by itself. Options: size (phone, tablet, desktop; else the journey's), language (en-GB, tr-TR, lt-LT).
  async device(name, options = {}) {
    const device = new Device(name, { program: this.chromium, place: this.place, portOfServer: () => this.server.port, size: this.size, accessibility: this.accessibility, ...options });
    this.devices.push(device);
    return device.start();
  }

  /// The server's process ends; every device notices by itself.
  async stopServer(how = "stop") {
    for (const device of this.devices) device.justCut = true;
    await this.server[how]();
  }

  async startServer() {
    await this.server.start();
    for (const device of this.devices) device.justCut = false;
  }

  /// A last look at every screen, then everything that went wrong anywhere.
  async problems() {
    for (const device of this.devices) await device.look();
    return this.devices.flatMap((device) => device.problems.map((problem) => `${device.name}: ${problem}`));
  }

  async keepEvidence() {
    await mkdir(this.pictures, { recursive: true });
    for (const device of this.devices) {
      await device.picture(join(this.pictures, `${device.name}.png`));
      await writeFile(join(this.pictures, `${device.name}.log`), device.words.join("\n"));
    }
  }

  async end() {
    for (const device of this.devices) await device.end();
    await this.server.kill();
  }
}
