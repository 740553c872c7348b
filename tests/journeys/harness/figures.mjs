//! Samples in, a table and a file out. Judges only against a goal that stands beside the figure.

import { writeFile } from "node:fs/promises";

export class Figures {
  constructor() {
    this.rows = [];
  }

  /// `goal` is { median, p95 }, or { max } where one number must hold for all; { least } where more is better.
  add(name, samples, { unit = "ms", goal = null } = {}) {
    this.rows.push({ name, unit, goal, ...summary(samples), samples });
  }

  print() {
    const head = ["", "n", "min", "median", "p95", "max", "", "goal", ""];
    const body = this.rows.map((row) => [
      row.name, row.samples.length, shown(row.min), shown(row.median), shown(row.p95), shown(row.max), row.unit, goalShown(row.goal), kept(row),
    ]);
    const table = [head, ...body].map((cells) => cells.map(String));
    const widths = head.map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
    for (const cells of table) {
      const padded = cells.map((cell, column) => ([0, 6, 7, 8].includes(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column])));
      console.log(`  ${padded.join("  ").trimEnd()}`);
    }
  }

  async write(file, machine) {
    const figures = this.rows.map((row) => ({ ...row, kept: kept(row) || undefined }));
    await writeFile(file, `${JSON.stringify({ machine, at: new Date().toISOString(), figures }, null, 2)}\n`);
  }
}

export function summary(samples) {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  const middle = sorted.length / 2;
  const median = sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { min: sorted[0], median, p95: at(0.95), max: sorted.at(-1) };
}

function shown(number) {
  if (number === undefined) return "–";
  return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

function goalShown(goal) {
  if (!goal) return "";
  if (goal.least !== undefined) return `at least ${goal.least}`;
  const parts = [goal.median !== undefined && `${goal.median}`, goal.p95 !== undefined && `p95 ${goal.p95}`, goal.max !== undefined && `all ${goal.max}`];
  return `at most ${parts.filter(Boolean).join(", ")}`;
}

function kept({ goal, median, p95, max }) {
  if (!goal) return "";
  const missed = median > (goal.median ?? Infinity) || median < (goal.least ?? -Infinity) || p95 > (goal.p95 ?? Infinity) || max > (goal.max ?? Infinity);
  return missed ? "missed" : "kept";
}
