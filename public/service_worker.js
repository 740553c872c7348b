// Keeps the shell available without a network. Knows nothing about data: /api/ is never touched.
//
// Promises: a new version waits until the page asks for it; the files of two earlier versions stay, so a page that is
// still open finds its own; nothing enters the cache whose content is not exactly what the build wrote.
//
// page -> worker   { type: "version" }   answered on the port that came along with { version }
//                  { type: "activate" }  the waiting version takes over; the page reloads on "controllerchange"
// worker -> page   { type: "switched-off" }  the server withdrew the worker; the next start comes from the network

// Both are written by `cargo xtask build`: [address, first half of the SHA-256 of its content] and the hash of that list.
const FILES = new Map(/*FILES*/ []);
const VERSION = /*VERSION*/ "";

const PREFIX = "sahada-shell-";
const CACHE = PREFIX + VERSION;
const VERSIONS_KEPT = 3;
const SHELL = "/";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => answer(event));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && belongsToApp(address.pathname)) {
    event.waitUntil(leaveIfSwitchedOff());
    event.respondWith(kept(SHELL, request));
  } else if (FILES.has(address.pathname) || hashed(address.pathname)) {
    event.respondWith(kept(address.pathname, request));
  }
});

/// Addresses with a dot are files, and what the server answers itself is never the shell.
function belongsToApp(path) {
  return !path.startsWith("/api/") && !path.startsWith("/track/") && !path.includes(".") && !["/healthz", "/readyz", "/version", "/service_worker_off"].includes(path);
}

/// Files with their hash in the name may belong to an older page that is still open.
function hashed(path) {
  return /-[0-9a-f]{16}\.(?:js|wasm|css|woff2)$/.test(path);
}

/// Asks by name and opens nothing: opening would bring a cache back that was just given up.
async function kept(path, request) {
  const earlier = hashed(path) ? (await ourCaches()).reverse() : [];
  for (const cacheName of [CACHE, ...earlier]) {
    const found = await caches.match(path, { cacheName });
    if (found) return found;
  }
  return fetch(request);
}

async function install() {
  if (await switchedOff()) throw new Error("the server has switched the worker off");
  const cache = await caches.open(CACHE);
  const waiting = [...FILES];
  const next = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await keep(cache, ...file);
  };
  await Promise.all([next(), next(), next(), next()]);
}

/// A file that an earlier version already has is taken from there: an update costs only what changed.
async function keep(cache, path, hash) {
  if (await cache.match(path)) return;
  const response = (hashed(path) && (await caches.match(path))) || (await fetch(path, { cache: "no-cache", redirect: "error" }));
  await cache.put(path, await verified(response, path, hash));
}

/// Captive portals answer 200 with a page of their own, proxies answer with old files: only the content itself is proof.
async function verified(response, path, hash) {
  if (response.status !== 200 || response.type === "opaque") throw new Error(`${path} answered ${response.status}`);
  const content = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const found = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== hash) throw new Error(`${path} is not the file of this version`);
  return response;
}

async function activate() {
  // after a step back to an earlier build its own cache may be the oldest
  const others = (await ourCaches()).filter((name) => name !== CACHE);
  const left = Math.max(0, others.length - (VERSIONS_KEPT - 1));
  await Promise.all(others.slice(0, left).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/// Oldest first: the browser lists caches in the order in which they were made.
async function ourCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

function answer(event) {
  if (event.data?.type === "version") event.ports[0]?.postMessage({ version: VERSION });
  if (event.data?.type === "activate") event.waitUntil(self.skipWaiting());
}

/// The way out when a released worker turns out to be broken: the server says "off", and this exact word only.
async function leaveIfSwitchedOff() {
  if (!(await switchedOff())) return;
  await self.registration.unregister();
  await Promise.all((await ourCaches()).map((name) => caches.delete(name)));
  for (const page of await self.clients.matchAll()) page.postMessage({ type: "switched-off" });
}

async function switchedOff() {
  try {
    const response = await fetch("/service_worker_off", { cache: "no-store", redirect: "error" });
    return response.status === 200 && (await response.text()).trim() === "off";
  } catch {
    return false;
  }
}
