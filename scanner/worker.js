// Reads codes out of pictures beside the page, which stays quick meanwhile. The build replaces both names by the ones with hashes.
//
// page -> worker   { pixels: ArrayBuffer, width, height, inverted }
// worker -> page   { codes: [text] } or { failed: text }, one for each picture
import start, { codes } from "/scanner.js";

const started = start({ module_or_path: "/scanner.wasm" });

self.addEventListener("message", async ({ data }) => {
  try {
    await started;
    self.postMessage({ codes: codes(new Uint8Array(data.pixels), data.width, data.height, data.inverted) });
  } catch (problem) {
    // whatever went wrong in there, its memory is not to be trusted any more: the page starts another worker
    self.postMessage({ failed: String(problem) });
  }
});
