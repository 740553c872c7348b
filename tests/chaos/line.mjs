//! The line between one device and the server, which fails as it is told: cut in the middle of an answer, a portal's page instead of
//! answers, nothing at all. A host of the loopback network of its own makes a device of its own in the same browser profile.

import { connect, createServer } from "node:net";

const PAGE = "<!doctype html><title>Welcome</title><p>Please accept the conditions of this network.";
const PORTAL = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${PAGE.length}\r\nconnection: close\r\n\r\n${PAGE}`;

export async function lineTo(portOfServer, host) {
  const sockets = new Set();
  const state = { mode: "open", bytesLeft: 0 };
  const dropAll = () => sockets.forEach((socket) => socket.destroy());
  const keep = (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    if (state.mode === "portal") return near.once("data", () => near.end(PORTAL));
    if (state.mode === "stalled") return;
    const far = connect(portOfServer(), "127.0.0.1");
    keep(far);
    near.on("data", (bytes) => state.mode !== "stalled" && far.write(bytes));
    far.on("data", (bytes) => answered(near, bytes));
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
  });
  const answered = (near, bytes) => {
    if (state.mode === "stalled") return;
    if (state.mode !== "cutting") return near.write(bytes);
    near.write(bytes.subarray(0, state.bytesLeft));
    state.bytesLeft -= bytes.length;
    // one cut, and what comes after it passes
    if (state.bytesLeft <= 0) {
      state.mode = "open";
      dropAll();
    }
  };
  const turn = (mode, drops) => {
    state.mode = mode;
    if (drops) dropAll();
  };
  await new Promise((done, failed) => server.on("error", failed).listen(0, host, done));
  return {
    address: `http://${host}:${server.address().port}`,
    get isOpen() {
      return state.mode === "open";
    },
    /// After so many more bytes of answers every connection breaks, in the middle of whatever it carries.
    cutAfter(bytes) {
      state.bytesLeft = bytes;
      turn("cutting", false);
    },
    becomePortal: () => turn("portal", true),
    /// Connections stand and carry nothing.
    stall: () => turn("stalled", false),
    mend: () => turn("open", state.mode === "stalled" || state.mode === "portal"),
    end() {
      server.close();
      dropAll();
    },
  };
}
