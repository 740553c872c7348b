//! What the server's log and records say, read beside the running server without writing anything.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export function logOf(folder) {
  const file = join(folder, "sahada.db");
  const asked = async (question) => {
    const { stdout } = await run("sqlite3", ["-readonly", "-json", "-cmd", ".timeout 5000", file, question], { maxBuffer: 1 << 28 });
    return stdout.trim() ? JSON.parse(stdout) : [];
  };
  return {
    async head() {
      const [{ revision }] = await asked("SELECT max(revision) AS revision FROM intentions");
      return revision;
    },
    /// Name typed -> outcomes of all entries since that revision which carry it.
    async outcomes(since) {
      const rows = await asked(`SELECT outcome, body FROM intentions WHERE name = 'products.edited' AND revision > ${since}`);
      const found = new Map();
      for (const { outcome, body } of rows) {
        const name = /"now":"([^"]*)"/.exec(body)?.[1];
        found.set(name, [...(found.get(name) ?? []), outcome]);
      }
      return found;
    },
    /// Id -> name, of products that have a name of at least some letters.
    async products(count) {
      const rows = await asked(`SELECT lower(hex(id)) AS id, body FROM records WHERE kind = 'product' AND deleted = 0 ORDER BY id LIMIT ${count}`);
      return new Map(rows.map(({ id, body }) => [dashed(id), JSON.parse(body).name]));
    },
  };
}

const dashed = (id) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
