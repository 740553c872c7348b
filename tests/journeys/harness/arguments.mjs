//! What the runner was asked for.

import { resolve } from "node:path";
import { parseArgs } from "node:util";

export function asked() {
  const { values } = parseArgs({
    options: {
      server: { type: "string" },
      chromium: { type: "string" },
      name: { type: "string" },
      bench: { type: "boolean", default: false },
      json: { type: "string" },
      scale: { type: "string", default: "100000" },
      machine: { type: "string", default: "" },
    },
  });
  if (!values.server || !values.chromium) throw new Error("say --server PROGRAM and --chromium PROGRAM; `cargo xtask test` does");
  return { ...values, server: resolve(values.server) };
}
