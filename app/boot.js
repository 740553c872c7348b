// Starts the app and keeps its shell on the device. Knows nothing about data.
// The build replaces the names below by the ones with content hashes; `trunk` has a loader of its own and does not use this file.
//
// To the app it speaks in events of the window: "sahada:update-waits" when a new version is on the device (also said by
// `data-update="waiting"` on the root), and it hears "sahada:take-over" when a person wants that version now.
// `data-shell="kept"` on the root says that somebody listens, "aboard" that the whole shell is on the device: from then on, told by
// "sahada:shell-aboard", a start needs no network.
import start from "/app.js";

performance.mark("sahada:boot");
// what reads codes for the camera; fetched when somebody scans
document.documentElement.dataset.scanner = "/scanner_worker.js";

start({ module_or_path: "/app.wasm" }).catch((problem) => {
  document.getElementById("start-problem").hidden = false;
  throw problem;
});

// Plain HTTP on anything but localhost has no service worker: the app runs, but only with a network.
if (navigator.serviceWorker) keepShell(navigator.serviceWorker);

async function keepShell(workers) {
  // registering would bring back a worker that has just withdrawn itself
  if (await switchedOff()) return leave(workers);
  const registration = await workers.register("/service_worker.js", { updateViaCache: "none" }).catch(() => null);
  // a setting or an extension refuses, quietly or not: as without one
  if (!registration) return;
  const say = () => {
    // without a controller it is the first version, which nobody has to ask for
    if (!registration.waiting || !workers.controller) return;
    document.documentElement.dataset.update = "waiting";
    dispatchEvent(new Event("sahada:update-waits"));
  };
  document.documentElement.dataset.shell = "kept";
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", say));
  say();
  workers.ready.then(() => {
    document.documentElement.dataset.shell = "aboard";
    dispatchEvent(new Event("sahada:shell-aboard"));
  });
  // a page may stay open for weeks; who comes back to it hears of a new version
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && registration.update().catch(() => {}));
  addEventListener("sahada:take-over", () => takeOver(workers, registration));
}

/// As the worker itself asks: this exact word, and no other page that a network may answer with.
async function switchedOff() {
  const response = navigator.onLine && (await fetch("/service_worker_off", { cache: "no-store" }).catch(() => null));
  return Boolean(response) && response.status === 200 && (await response.text()).trim() === "off";
}

async function leave(workers) {
  for (const registration of await workers.getRegistrations()) await registration.unregister();
}

async function takeOver(workers, registration) {
  workers.addEventListener("controllerchange", () => location.reload(), { once: true });
  if (!registration.waiting) await registration.update().catch(() => {});
  const next = registration.waiting ?? (await installed(registration.installing));
  if (next) next.postMessage({ type: "activate" });
  else location.reload();
}

function installed(worker) {
  if (!worker) return null;
  return new Promise((done) => worker.addEventListener("statechange", () => done(worker.state === "installed" ? worker : null), { once: true }));
}
