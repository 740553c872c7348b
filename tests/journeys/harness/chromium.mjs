//! The driver of Chromium, and how every one of ours is started.

export { chromium } from "playwright-core";

export const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
