//! A real mail server, spoken to by `lettre`: SMTP with its extensions, encodings and encryption is nothing to write again.

use super::{Letter, Mailer, NotTaken};
use futures::FutureExt;
use futures::future::BoxFuture;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::time::Duration;
use thiserror::Error as ThisError;

/// A mail server that takes no connection for so long is not there; how long it may take over a letter is the job's.
const CONNECTS_WITHIN: Duration = Duration::from_secs(30);

#[derive(Debug, ThisError)]
pub enum BadMail {
    #[error("mail_from is no address: {0}")]
    From(String),
    // the address holds a password
    #[error("smtp is no address of a mail server: {0}")]
    Server(String),
    #[error("smtp would send the password in the clear: say smtps://, or ?tls=required")]
    InTheClear,
}

pub struct Smtp {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Smtp {
    /// `server`: `smtps://user:password@host:465`, `smtp://host:587?tls=required`, or `smtp://host:25` in one's own network.
    pub fn new(server: &str, from: &str) -> Result<Self, BadMail> {
        let mailbox = from.parse::<Mailbox>();
        let from = mailbox.map_err(|error| BadMail::From(error.to_string()))?;
        if in_the_clear(server) {
            return Err(BadMail::InTheClear);
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server);
        let builder = builder.map_err(|error| BadMail::Server(error.to_string()))?;
        let transport = builder.timeout(Some(CONNECTS_WITHIN)).build();
        Ok(Self { from, transport })
    }

    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let to = letter.to.trim().parse::<Mailbox>();
        let to = to.map_err(|error| format!("{}: {error}", letter.to))?;
        if !to.email.to_string().is_ascii() {
            return Err(format!(
                "{}: not every mail server takes such letters",
                letter.to
            ));
        }
        let id = format!("<{}@{}>", letter.id, self.from.email.domain());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&letter.subject)
            .message_id(Some(id))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|error| error.to_string())?;
        // answering machines leave such letters alone
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        let value = HeaderValue::new(name, "auto-generated".to_owned());
        message.headers_mut().insert_raw(value);
        Ok(message)
    }
}

/// A password for anybody on the way; this machine alone is no way.
fn in_the_clear(server: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(server) else {
        return false;
    };
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let sealed = url
        .query_pairs()
        .any(|(name, how)| name == "tls" && how == "required");
    url.scheme() == "smtp" && url.password().is_some() && !here && !sealed
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<(), NotTaken>> {
        async move {
            let message = self.message(letter);
            let message = message.map_err(|words| NotTaken::Refused { words })?;
            let sent = self.transport.send(message).await;
            sent.map(|_| ()).map_err(|error| not_taken(&error))
        }
        .boxed()
    }
}

/// For ever is only what is said of a mailbox. Whoever lets nobody in, relays nothing or dislikes the sender speaks of the set-up: the
/// letter waits until that is mended.
fn not_taken(error: &Error) -> NotTaken {
    let words = words(error);
    let code = error.status().map(u16::from);
    match matches!(code, Some(550 | 551 | 553)) {
        true => NotTaken::Refused { words },
        false => NotTaken::Later { words },
    }
}

/// With what lies below: "connection error" alone helps nobody.
fn words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut below = std::error::Error::source(error);
    while let Some(cause) = below {
        let cause_words = cause.to_string();
        if !words.contains(&cause_words) {
            words = format!("{words}: {cause_words}");
        }
        below = cause.source();
    }
    words
}
