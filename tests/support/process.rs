//! The real server as a process: on data and a port of its own, asked to stop or killed, and started again.

use crate::program;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const READY_WITHIN: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// Of the server's last words, in a failure.
const LAST_WORDS: usize = 3000;

pub struct Process {
    /// `--data …`, and `--database …` where there is one.
    place: Vec<String>,
    address: SocketAddr,
    words: PathBuf,
    child: Option<Child>,
    /// Programs and variables around it, for those who watch it.
    pub before: Vec<String>,
    pub environment: Vec<(&'static str, String)>,
}

impl Process {
    pub fn new(folder: &Path, database: Option<&str>) -> Self {
        let mut place = vec!["--data".to_owned(), folder.display().to_string()];
        place.extend(database.map(|url| format!("--database={url}")));
        // freed at once, and so soon nobody else is given it
        let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        Self {
            place,
            address: free.expect("a free port"),
            words: folder.join("server.log"),
            child: None,
            before: Vec::new(),
            environment: Vec::new(),
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn id(&self) -> u32 {
        self.child.as_ref().map_or(0, Child::id)
    }

    /// Returns at once; whether it is ready is another question.
    pub fn spawn(&mut self) {
        let words = File::options().create(true).append(true).open(&self.words);
        let words = words.expect("the server's words have a file");
        let mut line = self.before.clone();
        line.push(program::sahada().display().to_string());
        let mut command = Command::new(&line[0]);
        command.args(&line[1..]).arg("serve").args(&self.place);
        command.arg(format!("--listen={}", self.address));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.stderr(words).spawn();
        self.child = Some(child.unwrap_or_else(|error| panic!("{}: {error}", line[0])));
    }

    /// How long it took from now until the server said that it is ready.
    #[track_caller]
    pub fn wait(&mut self) -> Duration {
        let begun = Instant::now();
        while !self.is_ready() {
            let ended = self.child.as_mut().map(|child| child.try_wait());
            if let Some(Ok(Some(ended))) = ended {
                panic!("the server ended with {ended}: {}", self.last_words());
            }
            let late = begun.elapsed() > READY_WITHIN;
            assert!(!late, "the server is not ready: {}", self.last_words());
            sleep(LOOK_EVERY);
        }
        begun.elapsed()
    }

    fn is_ready(&self) -> bool {
        let asked = TcpStream::connect(self.address).and_then(|mut stream| {
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            stream.write_all(
                b"GET /readyz HTTP/1.1\r\nhost: sahada.test\r\nconnection: close\r\n\r\n",
            )?;
            let mut answer = [0; 12];
            stream.read_exact(&mut answer)?;
            Ok(answer)
        });
        asked.is_ok_and(|answer| answer.ends_with(b"200"))
    }

    /// As a power cut ends a process: it does nothing more.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it is our child");
            child.wait().expect("it is our child");
        }
    }

    /// What is in flight is finished first.
    #[track_caller]
    pub fn stop(&mut self) {
        if let Some(child) = &self.child {
            signal(child.id(), "TERM");
            self.ended("does not stop");
            self.child = None;
        }
    }

    /// Waits for an end that comes by itself; what it said then.
    #[track_caller]
    pub fn refuses(&mut self) -> String {
        self.ended("did not refuse to start");
        self.last_words()
    }

    #[track_caller]
    fn ended(&mut self, otherwise: &str) {
        let end = Instant::now() + READY_WITHIN;
        let child = self.child.as_mut().expect("it was started");
        while child.try_wait().expect("it is our child").is_none() {
            assert!(Instant::now() < end, "the server {otherwise}");
            sleep(LOOK_EVERY);
        }
    }

    /// Another command of the program on the same data.
    pub fn told(&self, command: &str) -> Output {
        let mut told = Command::new(program::sahada());
        told.args(&self.place).arg(command).stdin(Stdio::null());
        told.output().expect("the program starts")
    }

    pub fn last_words(&self) -> String {
        let words = std::fs::read_to_string(&self.words).unwrap_or_default();
        let from = words.len().saturating_sub(LAST_WORDS);
        let from = (from..=words.len()).find(|at| words.is_char_boundary(*at));
        words[from.unwrap_or(0)..].to_owned()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// To a process that a test has started, by its number.
pub fn signal(id: u32, name: &str) {
    let mut kill = Command::new("kill");
    let sent = kill.args([format!("-{name}"), id.to_string()]).status();
    assert!(sent.is_ok_and(|sent| sent.success()), "{name} reaches {id}");
}
