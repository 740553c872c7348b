//! A cable between one device and the server that can be pulled out. The browser's own offline switch does not reach
//! service workers and open streams; a closed port reaches everything.

import { createServer, connect } from "node:net";

export async function relay(portOfServer) {
  const sockets = new Set();
  let answersLost = false;

  const keep = (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  const join = (near) => {
    const far = connect(portOfServer(), "127.0.0.1");
    keep(near);
    keep(far);
    near.pipe(far);
    far.on("data", (bytes) => (answersLost ? near.destroy() : near.write(bytes)));
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
  };

  let server = await listening(join, 0);
  const { port } = server.address();
  return {
    port,
    async cut() {
      if (!server) return;
      const closed = new Promise((done) => server.close(done));
      server = null;
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async mend() {
      server ??= await listening(join, port);
      answersLost = false;
    },
    /// Requests arrive, answers never do: what the server has done stays unknown to the device.
    loseAnswers() {
      answersLost = true;
    },
  };
}

function listening(join, port) {
  return new Promise((done, failed) => {
    const server = createServer(join).on("error", failed);
    server.listen(port, "127.0.0.1", () => done(server));
  });
}
