//! A client of the sync protocol without a browser: signs in and pushes changes as a device would, as many at once as one asks.

import { createHash, randomUUID } from "node:crypto";
import { PASSWORD, PEOPLE } from "../people.mjs";

/// The most that one push may carry.
export const PUSH_MAX = 256;

export async function client(port, person) {
  const address = `http://127.0.0.1:${port}/api/v1`;
  const headers = { "content-type": "application/json" };
  const ask = async (path, body) => {
    const answer = await fetch(address + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status} ${await answer.text()}`);
    const [cookie] = answer.headers.getSetCookie();
    if (cookie) headers.cookie = cookie.split(";")[0];
    return answer.json();
  };
  await ask("/session", { login: PEOPLE[person], password: PASSWORD, device: "bench" });
  const name = randomUUID();
  let seq = 0;
  return {
    /// Bodies of pushes, made before anything is timed: one number after the other, `PUSH_MAX` in each.
    bodies(changes) {
      const intentions = changes.map((change) => intention(name, ++seq, change));
      const starts = Array.from({ length: Math.ceil(intentions.length / PUSH_MAX) }, (_, at) => at * PUSH_MAX);
      return starts.map((start) => ({ client: name, intentions: intentions.slice(start, start + PUSH_MAX), holes: [] }));
    },
    /// How many of each outcome came back.
    async push(bodies) {
      const counted = {};
      for (const body of bodies) {
        const answer = await ask("/sync/push", body);
        if (answer.push !== "decided") throw new Error(`a push was answered with ${JSON.stringify(answer)}`);
        for (const { outcome } of answer.outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1;
      }
      return counted;
    },
  };
}

function intention(client, seq, { name, args }) {
  const made = { uid: randomUUID(), name, version: 1, args, base_rev: 0, depends_on: [], files: [], made_at: new Date().toISOString() };
  const hash = createHash("sha256").update(canonical(Object.values(made))).digest("hex");
  return { client, seq, ...made, hash };
}

/// JSON with sorted names: what the hash is taken over.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/// A new price for each product, given as [id, present price].
export function priceChanges(products, round) {
  const now = (was) => (Number(was ?? 0) + round + 1).toFixed(2);
  const change = ([product, was]) => ({ name: "products.edited", args: { product, field: { price: { edit: { was, now: now(was) } } } } });
  return products.map(change);
}
