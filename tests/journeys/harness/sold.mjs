//! What the demo company sold with a serial, as the server knows it.

import { records } from "./database.mjs";

/// Units that one sale alone carries, each with its sale and its customer.
export async function soldUnits(folder) {
  const accounts = new Map((await records(folder, "account")).map((account) => [account.id, account]));
  const documents = await records(folder, "document");
  const carried = new Map();
  for (const { lines } of documents) for (const serial of lines.flatMap(({ serials }) => serials)) carried.set(serial, (carried.get(serial) ?? 0) + 1);
  const sales = documents.filter(({ kind, cancelled }) => kind === "sale_dispatch" && !cancelled);
  const units = sales.flatMap((document) => {
    const serials = document.lines.flatMap(({ product, serials }) => serials.map((serial) => ({ product, serial })));
    return serials.filter(({ serial }) => carried.get(serial) === 1).map((unit) => ({ ...unit, document, account: accounts.get(document.account) }));
  });
  if (!units.length) throw new Error("the demo company sold nothing with a serial");
  return units;
}
