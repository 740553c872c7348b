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

/// A mail server that says nothing for so long is not there.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);

#[derive(Debug, ThisError)]
pub enum BadMail {
    #[error("mail_from is no address: {0}")]
    From(String),
    // the address holds a password
    #[error("smtp is no address of a mail server: {0}")]
    Server(String),
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
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server);
        let builder = builder.map_err(|error| BadMail::Server(error.to_string()))?;
        let transport = builder.timeout(Some(ANSWERS_WITHIN)).build();
        Ok(Self { from, transport })
    }

    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let to = letter.to.trim().parse::<Mailbox>();
        let to = to.map_err(|error| format!("{}: {error}", letter.to))?;
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

/// A 5xx is for ever, unless it is we who are not let in: that is a matter of the configuration, and the letter waits.
fn not_taken(error: &Error) -> NotTaken {
    let words = words(error);
    let code = error.status().map(|code| u16::from(code));
    let ours = matches!(code, Some(530 | 534 | 535 | 538));
    match error.is_permanent() && !ours {
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
