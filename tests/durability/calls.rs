//! The calls of a server's process in their order, as strace writes them down: which push was answered, and was the log of the
//! database flushed between its arrival and the first byte of its answer?

use std::collections::BTreeMap;

/// What strace has to write down, and how much of each text.
pub const WATCHED: [&str; 4] = [
    "-s",
    "64",
    "-e",
    "trace=read,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync",
];
const PUSH: &str = "\"POST /api/v1/sync/push ";
const ANSWER: &str = "\"HTTP/1.1 ";
const DONE: &str = "\"HTTP/1.1 200 ";

/// One call; calls of other threads may stand between its begin and its end.
#[derive(Debug)]
pub struct Call {
    begin: usize,
    end: usize,
    name: String,
    /// Number and path or socket.
    on: String,
    text: String,
}

/// One push that was answered with 200.
#[derive(Debug, PartialEq)]
pub struct Answered {
    /// A write to the log, and after it a flush that ended well, both between arrival and answer.
    pub flushed: bool,
    /// Something was written after the last of these flushes: with one push at a time, that would be its own.
    pub written_since: bool,
}

pub fn calls(trace: &str) -> Vec<Call> {
    let (mut found, mut unfinished) = (Vec::new(), BTreeMap::new());
    for (at, line) in trace.lines().enumerate() {
        let Some((process, rest)) = line.split_once(char::is_whitespace) else {
            continue;
        };
        let rest = rest.trim_start();
        if let Some(begun) = rest.strip_suffix(" <unfinished ...>") {
            unfinished.insert(process, (at, begun));
        } else if let Some((_, ended)) = rest.split_once(" resumed>") {
            let begun = unfinished.remove(process);
            found.extend(
                begun.and_then(|(begin, begun)| call(begin, at, format!("{begun}{ended}"))),
            );
        } else {
            found.extend(call(at, at, rest.to_owned()));
        }
    }
    found
}

fn call(begin: usize, end: usize, text: String) -> Option<Call> {
    let (name, rest) = text.split_once('(')?;
    let on = rest.split([',', ')']).next()?.to_owned();
    let name = name.to_owned();
    Some(Call {
        begin,
        end,
        name,
        on,
        text,
    })
}

impl Call {
    fn is_to_log(&self) -> bool {
        self.on.ends_with("-wal>")
    }

    fn is_write(&self) -> bool {
        self.name.starts_with("pwrite") && self.is_to_log()
    }

    fn is_flush(&self) -> bool {
        ["fsync", "fdatasync"].contains(&&*self.name)
            && self.is_to_log()
            && self.text.ends_with("= 0")
    }

    fn hears(&self) -> bool {
        self.name.starts_with("re")
    }
}

/// Every push with the next answer on its connection; a refused one proves nothing and is left out.
pub fn answered(calls: &[Call]) -> Vec<Answered> {
    let arrivals = calls
        .iter()
        .filter(|call| call.hears() && call.text.contains(PUSH));
    let pairs = arrivals.filter_map(|arrival| {
        let answers = calls.iter().filter(|call| {
            !call.hears()
                && call.on == arrival.on
                && call.begin > arrival.end
                && call.text.contains(ANSWER)
        });
        let answer = answers.min_by_key(|call| call.begin)?;
        answer
            .text
            .contains(DONE)
            .then_some((arrival.end, answer.begin))
    });
    pairs.map(|(from, to)| between(calls, from, to)).collect()
}

fn between(calls: &[Call], from: usize, to: usize) -> Answered {
    let within = |call: &&Call| call.begin > from && call.begin < to;
    let writes = || calls.iter().filter(within).filter(|call| call.is_write());
    let flushes = calls
        .iter()
        .filter(within)
        .filter(|call| call.is_flush() && call.end < to);
    let written = writes().map(|write| write.end).min();
    let last = flushes.map(|flush| flush.begin).max();
    let order = written.zip(last);
    Answered {
        flushed: order.is_some_and(|(written, flush)| written < flush),
        written_since: writes().any(|write| last.is_none_or(|flush| write.end > flush)),
    }
}

/// The smallest traces that a reader can judge by eye.
#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], flushed: bool, written_since: bool) {
        let arrived =
            "7 recvfrom(9<socket:[5]>, \"POST /api/v1/sync/push HTTP/1.1\"..., 8192, 0) = 90";
        let told =
            "8 sendto(9<socket:[5]>, \"HTTP/1.1 200 OK\"..., 90, MSG_NOSIGNAL, NULL, 0) = 90";
        let trace = [&[arrived], lines, &[told]].concat().join("\n");
        let expected = Answered {
            flushed,
            written_since,
        };
        assert_eq!(answered(&calls(&trace)), [expected]);
    }

    #[test]
    fn a_flush_counts_when_it_ended_between_the_write_and_the_answer() {
        let write = "7 pwrite64(4</d/sahada.db-wal>, \"..\"..., 4096, 32) = 4096";
        let flush = "7 fdatasync(4</d/sahada.db-wal>) = 0";
        check(&[write, flush], true, false);
        check(&[], false, false);
        check(&[write], false, true);
        check(&[flush, write], false, true);
        check(&[write, flush, write], true, true);
        check(
            &[
                write,
                "7 fdatasync(4</d/sahada.db-wal>) = -1 EIO (Input/output error)",
            ],
            false,
            true,
        );
        check(&[write, "7 fdatasync(3</d/sahada.db>) = 0"], false, true);
        check(
            &[write, "7 fdatasync(4</d/sahada.db-wal> <unfinished ...>"],
            false,
            true,
        );
        let (begun, ended) = (
            "7 fdatasync(4</d/sahada.db-wal> <unfinished ...>",
            "7 <... fdatasync resumed>) = 0",
        );
        check(
            &[write, begun, "8 read(3</d/x>, \"\", 1) = 0", ended],
            true,
            false,
        );
    }
}
