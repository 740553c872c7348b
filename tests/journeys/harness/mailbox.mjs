//! A mail server on loopback, as a company has one: takes letters and keeps them, knows nobody called `nobody@…`, is never ready for
//! `busy@…`, and can be told to be busy for the next ones. Started alone it prints its port, then each letter, a line of JSON each.

import { pathToFileURL } from "node:url";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const refuse = (responseCode, words) => Object.assign(new Error(words), { responseCode });

export async function mailbox(onLetter = () => {}) {
  const letters = [];
  let busy = 0;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo({ address }, _session, done) {
      if (address.startsWith("nobody@")) return done(refuse(550, "there is nobody of that name here"));
      return done(address.startsWith("busy@") ? refuse(451, "come again later") : undefined);
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(({ from, to, subject, text, messageId, headers }) => {
        if (busy-- > 0) return done(refuse(451, "come again later"));
        const letter = { from: from.text, to: to.text, subject, text, id: messageId, submitted: headers.get("auto-submitted") };
        letters.push(letter);
        onLetter(letter);
        return done();
      }, done);
    },
  });
  await new Promise((done, failed) => server.on("error", failed).listen(0, "127.0.0.1", done));
  const { port } = server.server.address();
  return {
    letters,
    port,
    address: `smtp://127.0.0.1:${port}`,
    busyFor: (times) => (busy = times),
    end: () => new Promise((done) => server.close(done)),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { port } = await mailbox((letter) => console.log(JSON.stringify(letter)));
  console.log(JSON.stringify({ port }));
  // whoever started it holds this end
  process.stdin.on("end", () => process.exit(0)).resume();
}
