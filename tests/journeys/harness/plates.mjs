//! Type plates for a camera: codes drawn by somebody else's library, as a film that Chromium takes for what its camera sees.

import { writeFile } from "node:fs/promises";
import bwip from "bwip-js/node";

const [WIDTH, HEIGHT] = [1280, 720];
const [PAPER, INK] = [235, 30];
const FRAMES = 4;

/// What Chromium is started with, so that its camera sees that film and nobody is asked.
export const seeing = (film) => ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${film}`];

/// `codes`: [{ kind, text }], one below the other.
export async function plate(file, codes) {
  const picture = Buffer.alloc(WIDTH * HEIGHT, PAPER);
  const room = Math.floor(HEIGHT / codes.length);
  codes.forEach((code, place) => draw(picture, code, place * room, room));
  await writeFile(file, film(picture));
  return file;
}

function draw(picture, { kind, text }, top, room) {
  const [drawn] = bwip.raw({ bcid: kind, text });
  const margin = Math.floor(room / 5);
  if (drawn.pixs) square(picture, drawn, top + margin, room - 2 * margin);
  else bars(picture, drawn.sbs, top + margin, room - 2 * margin);
}

/// Bars and gaps in turn.
function bars(picture, widths, top, height) {
  const module = 3;
  let left = Math.floor((WIDTH - widths.reduce((sum, width) => sum + width, 0) * module) / 2);
  widths.forEach((width, at) => {
    if (at % 2 === 0) fill(picture, left, top, width * module, height);
    left += width * module;
  });
}

function square(picture, { pixs, pixx, pixy }, top, room) {
  const module = Math.floor(room / pixy);
  const left = Math.floor((WIDTH - pixx * module) / 2);
  pixs.forEach((dark, at) => dark && fill(picture, left + (at % pixx) * module, top + Math.floor(at / pixx) * module, module, module));
}

function fill(picture, left, top, width, height) {
  for (let y = top; y < top + height; y++) picture.fill(INK, y * WIDTH + left, y * WIDTH + left + width);
}

/// YUV4MPEG2: the brightness of each pixel, and no colour.
function film(picture) {
  const frame = Buffer.concat([Buffer.from("FRAME\n"), picture, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F5:1 Ip A1:1 C420jpeg\n`), ...Array(FRAMES).fill(frame)]);
}
