//! The product's own server as a process: started on a copy of the demo company, stopped softly or killed, started again.

import { spawn } from "node:child_process";
import { cp, mkdir, open, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { pause } from "./pause.mjs";

const START_SECONDS_MAX = 120;

/// `more` are further words for `sahada serve`, for instance the size of the demo company.
export function serverOf(program, folder, more = []) {
  const data = join(folder, "data");
  const running = { process: null, port: 0, folder: data };

  running.start = async () => {
    running.port ||= await freePort();
    await mkdir(data, { recursive: true });
    const words = await open(join(folder, "server.log"), "a");
    const options = ["serve", "--demo", "--data", data, "--listen", `127.0.0.1:${running.port}`, ...more];
    running.process = spawn(program, options, { stdio: ["ignore", words.fd, words.fd], cwd: folder });
    await words.close();
    await ready(running);
  };
  /// What is in flight is finished first.
  running.stop = () => ended(running, "SIGTERM");
  /// As a power cut would do it.
  running.kill = () => ended(running, "SIGKILL");
  return running;
}

/// The demo company is made once a run and copied for every journey.
export async function demoCompany(program, folder, more) {
  const first = serverOf(program, join(folder, "demo-company"), more);
  await rm(first.folder, { recursive: true, force: true });
  await first.start();
  await first.stop();
  return (to) => cp(first.folder, to, { recursive: true });
}

async function ready(running) {
  const end = Date.now() + START_SECONDS_MAX * 1000;
  while (Date.now() < end) {
    if (running.process.exitCode !== null) throw new Error(`the server ended with ${running.process.exitCode} instead of starting`);
    const answer = await fetch(`http://127.0.0.1:${running.port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`the server was not ready after ${START_SECONDS_MAX} seconds`);
}

async function ended(running, signal) {
  const { process } = running;
  running.process = null;
  if (!process || process.exitCode !== null || process.signalCode !== null) return;
  const gone = new Promise((done) => process.once("exit", done));
  process.kill(signal);
  const timer = new AbortController();
  const late = pause(15_000, timer.signal).then(() => "late");
  const first = await Promise.race([gone, late]);
  timer.abort();
  if (first === "late") {
    process.kill("SIGKILL");
    throw new Error(`the server did not end within 15 seconds of ${signal}`);
  }
}

export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().on("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
