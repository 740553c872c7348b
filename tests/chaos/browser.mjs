//! One Chromium on a profile on disk, as a process that can be killed like any other and started again on what it left.

import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ARGUMENTS, chromium } from "../journeys/harness/chromium.mjs";
import { pause, until } from "../journeys/harness/pause.mjs";

/// Tabs that nobody looks at work on as if somebody did: otherwise a run would wait for timers.
const AWAKE = ["--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding"];
const ENDS_MILLISECONDS = 5_000;

export class Browser {
  constructor(program, profile) {
    Object.assign(this, { program, profile });
  }

  async start() {
    const told = join(this.profile, "DevToolsActivePort");
    await rm(told, { force: true });
    const options = [...ARGUMENTS, ...AWAKE, "--headless=new", "--remote-debugging-port=0", "--lang=en-GB", "--hide-crash-restore-bubble", `--user-data-dir=${this.profile}`, "about:blank"];
    this.process = spawn(this.program, options, { stdio: "ignore" });
    const port = await until("Chromium listens", () => readFile(told, "utf8").then((text) => text.split("\n")[0], () => null));
    this.driver = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    [this.context] = this.driver.contexts();
    await this.context.addInitScript("Error.stackTraceLimit = 60");
  }

  /// As when the system takes its memory away: nothing is written any more.
  async kill() {
    const gone = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGKILL");
    await Promise.race([gone, pause(ENDS_MILLISECONDS)]);
    await this.driver.close().catch(() => {});
  }

  /// To the browser itself, beside every page.
  async command(page, name, words) {
    const session = await this.context.newCDPSession(page);
    return session.send(name, words).finally(() => session.detach().catch(() => {}));
  }
}
