// Starts the app and keeps its shell on the device. Knows nothing about data.
// The build replaces both names below by the ones with content hashes; `trunk` has a loader of its own and does not use this file.
import start from "/app.js";

performance.mark("sahada:boot");

start({ module_or_path: "/app.wasm" }).catch((problem) => {
  document.getElementById("start-problem").hidden = false;
  throw problem;
});

// Plain HTTP on anything but localhost has no service worker: the app runs, but only with a network.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service_worker.js", { updateViaCache: "none" });
}
