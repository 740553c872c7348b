//! What every mailer must do, held against a real mail server and against the one that tests tell what to say.

use futures::future::BoxFuture;
use server::mail::smtp::Smtp;
use server::mail::{Letter, Mailer, NotTaken};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;

/// Takes letters, unless the next word of its script is another; knows nobody called `nobody@…`, is never ready for `busy@…`.
#[derive(Default)]
pub struct Pigeon {
    pub taken: Mutex<Vec<Letter>>,
    pub script: Mutex<VecDeque<NotTaken>>,
}

pub fn later() -> NotTaken {
    NotTaken::Later {
        words: "come again later".into(),
    }
}

impl Mailer for Pigeon {
    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<(), NotTaken>> {
        let name = letter.to.split('@').next().unwrap_or_default();
        let planned = self.script.lock().expect("a script").pop_front();
        let answer = match (planned, name, letter.to.contains('@')) {
            (Some(words), ..) => Err(words),
            (None, "busy", _) => Err(later()),
            (None, "nobody", _) | (None, _, false) => Err(NotTaken::Refused {
                words: "there is nobody of that name here".into(),
            }),
            _ => Ok(()),
        };
        if answer.is_ok() {
            self.taken.lock().expect("letters").push(letter.clone());
        }
        Box::pin(std::future::ready(answer))
    }
}

fn letter(to: &str) -> Letter {
    Letter {
        id: "0192f000-0000-7000-8000-000000000001".into(),
        to: to.into(),
        subject: "Garantinis aptarnavimas RMA-00012: Išsiųsta jums, ışık çözümü".into(),
        text: "Gerb. Šaltas kelias,\n\nPrekę jums išsiuntėme.\n".into(),
    }
}

async fn does_what_mailers_do(mailer: &dyn Mailer) {
    assert_eq!(mailer.send(&letter("ayse@ege.example")).await, Ok(()));
    for refused in ["nobody@ege.example", "no address at all"] {
        let answer = mailer.send(&letter(refused)).await;
        assert!(
            matches!(answer, Err(NotTaken::Refused { .. })),
            "{refused}: {answer:?}"
        );
    }
    let busy = mailer.send(&letter("busy@ege.example")).await;
    assert!(
        matches!(&busy, Err(NotTaken::Later { words }) if words.contains("come again later")),
        "{busy:?}"
    );
    assert_eq!(
        mailer.send(&letter("Ayşe Yılmaz <ayse@ege.example>")).await,
        Ok(())
    );
}

#[tokio::test]
async fn the_one_of_the_tests() {
    let pigeon = Pigeon::default();
    does_what_mailers_do(&pigeon).await;
    assert_eq!(pigeon.taken.lock().expect("letters").len(), 2);
}

/// The mail server of the journeys, as a process of its own.
struct PostOffice {
    process: Child,
    said: BufReader<ChildStdout>,
}

impl PostOffice {
    fn open() -> PostOffice {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/journeys/harness/mailbox.mjs");
        let mut command = Command::new("node");
        command
            .arg(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command
            .spawn()
            .expect("Node runs the mail server; `cargo xtask test` installs its packages");
        let said = BufReader::new(process.stdout.take().expect("its words"));
        PostOffice { process, said }
    }

    fn line(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.said.read_line(&mut line).expect("a line");
        serde_json::from_str(&line).expect("JSON")
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _gone = self.process.wait();
    }
}

#[tokio::test]
async fn a_real_mail_server() {
    let mut office = PostOffice::open();
    let address = format!("smtp://127.0.0.1:{}", office.line()["port"]);
    let smtp = Smtp::new(&address, "Ege Servis <servis@ege.example>").expect("a mail server");
    does_what_mailers_do(&smtp).await;
    let first = office.line();
    assert_eq!(first["to"], "ayse@ege.example");
    assert_eq!(first["from"], "\"Ege Servis\" <servis@ege.example>");
    assert_eq!(first["subject"], letter("").subject);
    let text = first["text"].as_str().unwrap_or_default();
    assert_eq!(text.trim_end(), letter("").text.trim_end());
    assert_eq!(
        first["id"],
        "<0192f000-0000-7000-8000-000000000001@ege.example>"
    );
    assert_eq!(first["submitted"], "auto-generated");
    assert_eq!(office.line()["id"], first["id"]);
}

#[tokio::test]
async fn where_nobody_listens_it_is_tried_later() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("its address").port()
    };
    let address = format!("smtp://127.0.0.1:{port}");
    let smtp = Smtp::new(&address, "servis@ege.example").expect("a mail server");
    let answer = smtp.send(&letter("ayse@ege.example")).await;
    assert!(matches!(answer, Err(NotTaken::Later { .. })), "{answer:?}");
}

#[test]
fn what_is_no_address_is_refused_at_the_start() {
    assert!(Smtp::new("smtp://127.0.0.1:25", "Ege Servis").is_err());
    assert!(Smtp::new("127.0.0.1", "servis@ege.example").is_err());
    for open in [
        "smtp://a:b@mail.example:587",
        "smtp://a:b@mail.example:587?tls=opportunistic",
    ] {
        assert!(Smtp::new(open, "servis@ege.example").is_err(), "{open}");
    }
    for sealed in [
        "smtps://a:b@mail.example:465",
        "smtp://a:b@mail.example:587?tls=required",
    ] {
        assert!(Smtp::new(sealed, "servis@ege.example").is_ok(), "{sealed}");
    }
}
