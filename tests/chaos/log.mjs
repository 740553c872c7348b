//! What the server's log and records say.

import { asked, records } from "../journeys/harness/database.mjs";

export function logOf(folder) {
  return {
    async head() {
      const [{ revision }] = await asked(folder, "SELECT max(revision) AS revision FROM intentions");
      return revision;
    },
    /// Name typed -> outcomes of all entries since that revision which carry it.
    async outcomes(since) {
      const rows = await asked(folder, `SELECT outcome, body FROM intentions WHERE name = 'products.edited' AND revision > ${since}`);
      const found = new Map();
      for (const { outcome, body } of rows) {
        const name = /"now":"([^"]*)"/.exec(body)?.[1];
        found.set(name, [...(found.get(name) ?? []), outcome]);
      }
      return found;
    },
    /// Id -> name, of the first so many products.
    async products(count) {
      const products = (await records(folder, "product")).slice(0, count);
      return new Map(products.map(({ id, name }) => [id, name]));
    },
  };
}
