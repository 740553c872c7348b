//! Waiting, in one place. `until` is for what no page event announces.

/// A signal ends the wait without result, so that nothing keeps the process alive.
export const pause = (milliseconds, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", () => clearTimeout(timer));
  });

export async function until(what, answer, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const found = await answer();
    if (found) return found;
    await pause(50);
  }
  throw new Error(`waited ${seconds} seconds for: ${what}`);
}
