//! The server's database, read beside the running server without writing anything.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export async function asked(folder, question) {
  const options = ["-readonly", "-json", "-cmd", ".timeout 5000", join(folder, "sahada.db"), question];
  const { stdout } = await run("sqlite3", options, { maxBuffer: 1 << 28 });
  return stdout.trim() ? JSON.parse(stdout) : [];
}

/// The records of a kind as they stand, with their ids.
export async function records(folder, kind) {
  const rows = await asked(folder, `SELECT lower(hex(id)) AS id, body FROM records WHERE kind = '${kind}' AND deleted = 0 ORDER BY id`);
  return rows.map(({ id, body }) => ({ id: dashed(id), ...JSON.parse(body) }));
}

export const dashed = (id) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
