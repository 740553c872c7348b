//! Runs in a page before anything of its own: a browser that lost values of its databases, as Chromium does when the file of a large one is
//! gone. Whatever asked for such a value fails a moment later, and everything else of its transaction with it.

/// Which ones: entries of a queue and drafts, by their names.
function loseValues() {
  const rowIsLost = ({ uid, sealed, place }) => sealed && (uid?.startsWith("lost") || (place && uid?.startsWith("kept, then lost")));
  const isLost = (request, key, value) => (request.source.name === "drafts" ? key === "lost" : value && rowIsLost(value));

  const failing = (request, key) => {
    request.addEventListener("success", (event) => {
      if (![request.result].flat().some((value) => isLost(request, key, value))) return;
      event.stopImmediatePropagation();
      Object.defineProperty(request, "error", { value: new DOMException("Data lost due to missing file.", "NotReadableError") });
      request.dispatchEvent(new Event("error"));
      request.transaction.abort();
    });
    return request;
  };
  for (const [{ prototype }, name] of [[IDBObjectStore, "get"], [IDBObjectStore, "getAll"], [IDBIndex, "get"]]) {
    const asked = prototype[name];
    prototype[name] = function (...words) {
      return failing(asked.apply(this, words), words[0]);
    };
  }
}

export const LOST_VALUES = `(${loseValues})()`;
