//! Runs inside every measured page: notes when something was typed, when the work for it was done, when a first row stood
//! there, and when a strict transaction was on the disk. It only listens; the app does not know of it.

export function stopwatch() {
  const noted = { keystrokes: [], painted: [], saved: [] };
  window.stopwatch = noted;
  let left = 0;

  const afterEverything = (work) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = work;
    channel.port2.postMessage(0);
  };
  addEventListener("submit", () => performance.mark("bench:submit"), true);
  addEventListener("input", () => {
    const start = performance.now();
    // added after the app's own listener, so called after it and after everything it has queued: the rows stand in the page then
    addEventListener("input", () => noted.keystrokes.push(performance.now() - start), { once: true });
    requestAnimationFrame(() => afterEverything(() => noted.painted.push(performance.now() - start)));
  }, true);
  addEventListener("keydown", ({ key }) => key === "Tab" && (left = performance.now()), true);

  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = original.call(this, stores, mode, options);
    if (options?.durability === "strict" && left) {
      const start = left;
      left = 0;
      transaction.addEventListener("complete", () => noted.saved.push(performance.now() - start));
    }
    return transaction;
  };

  const rows = new MutationObserver(() => {
    if (!document.querySelector(".virtual-list-item")) return;
    rows.disconnect();
    performance.mark("bench:first-row");
    requestAnimationFrame(() => afterEverything(() => performance.mark("bench:first-row-painted")));
  });
  rows.observe(document, { childList: true, subtree: true });
}

/// When a mark was set, in milliseconds of its page; waits for it.
export function mark(page, name, seconds = 120) {
  return page.waitForFunction((name) => performance.getEntriesByName(name).at(-1)?.startTime, name, { timeout: seconds * 1000, polling: 50 }).then((handle) => handle.jsonValue());
}
