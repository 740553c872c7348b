//! Every start-up option with its default: defaults, then a file, then `SAHADA_…`, then flags. Secrets do not print.

use crate::mail::smtp::{BadMail, Smtp};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use thiserror::Error;

/// Browsers keep no cookie longer than that.
const SESSION_DAYS_MAX: u32 = 400;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder with the database, attachments and everything else that must not be lost.
    pub data: PathBuf,
    /// The folder with the bytes of attachments; otherwise `files` in the data folder. Several processes on one database share it.
    pub files: Option<PathBuf>,
    pub listen: SocketAddr,
    /// `postgres://…`; without it the database is a file in the data folder.
    pub database: Option<Secret>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    /// How people reach the server when a proxy stands before it: `https://crm.example.com`.
    pub public_address: Option<String>,
    /// In which zone a day begins for this company, such as `Europe/Vilnius`; otherwise this machine's.
    pub time_zone: Option<String>,
    /// The name of the first workspace.
    pub company: String,
    pub demo: bool,
    /// Products of the demo company; everything else follows in proportion.
    pub demo_scale: Option<usize>,
    /// The mail server: `smtps://user:password@host:465`, `smtp://host:587?tls=required`. Without it customers are not written to.
    pub smtp: Option<Secret>,
    /// Who writes: `Service <service@example.com>`.
    pub mail_from: Option<String>,
    /// A letter waits so long for later states that would make it needless.
    pub mail_gathers_seconds: u32,
    /// How long a device may work without contact.
    pub lease_days: u32,
    /// A session ends when its device was not heard of for so long, …
    pub session_idle_days: u32,
    /// … and so long after the password was typed, however busy it is.
    pub session_days: u32,
    /// Answers "off" to service workers that were released broken.
    pub service_worker_off: bool,
    pub log: String,
    pub log_json: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("sahada-data"),
            files: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database: None,
            tls_cert: None,
            tls_key: None,
            public_address: None,
            time_zone: None,
            company: "Sahada".into(),
            demo: false,
            demo_scale: None,
            smtp: None,
            mail_from: None,
            mail_gathers_seconds: 60,
            lease_days: 7,
            session_idle_days: 30,
            session_days: 90,
            service_worker_off: false,
            log: "info,sqlx=warn,sqlx::query=error".into(),
            log_json: false,
        }
    }
}

/// Flags given on the command line; what is absent keeps its value.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Flags {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<Secret>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_cert: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demo: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demo_scale: Option<usize>,
}

#[derive(Debug, Error)]
pub enum BadConfig {
    #[error("{0}")]
    Unreadable(Box<figment::Error>),
    #[error("tls_cert and tls_key belong together: one of them is missing")]
    HalfTls,
    #[error("smtp and mail_from belong together: one of them is missing")]
    HalfMail,
    #[error("mail_gathers_seconds is at most 3600")]
    MailGathers,
    #[error(transparent)]
    Mail(#[from] BadMail),
    #[error("lease_days must be between 1 and 30")]
    Lease,
    #[error(
        "lease_days ≤ session_idle_days ≤ session_days ≤ {SESSION_DAYS_MAX}: a device within its lease is never signed out"
    )]
    Session,
    #[error("the time zone {0} is not known")]
    Zone(String),
}

impl Config {
    /// Reads `file`, or `sahada.toml` in the working folder if there is one.
    pub fn read(file: Option<PathBuf>, flags: &Flags) -> Result<Self, BadConfig> {
        let toml = match file {
            Some(file) => Toml::file_exact(file),
            None => Toml::file("sahada.toml"),
        };
        let config: Config = Figment::from(Serialized::defaults(Config::default()))
            .merge(toml)
            // the test run's own variables share the prefix
            .merge(Env::prefixed("SAHADA_").filter(|name| !name.starts_with("test_")))
            .merge(Serialized::defaults(flags))
            .extract()
            .map_err(|error| BadConfig::Unreadable(Box::new(error)))?;
        config.checked()
    }

    fn checked(self) -> Result<Self, BadConfig> {
        if self.tls_cert.is_some() != self.tls_key.is_some() {
            return Err(BadConfig::HalfTls);
        }
        if !(1..=30).contains(&self.lease_days) {
            return Err(BadConfig::Lease);
        }
        let days = [
            self.lease_days,
            self.session_idle_days,
            self.session_days,
            SESSION_DAYS_MAX,
        ];
        if !days.is_sorted() {
            return Err(BadConfig::Session);
        }
        if self.mail_gathers_seconds > 3_600 {
            return Err(BadConfig::MailGathers);
        }
        self.mailer()?;
        self.zone()?;
        Ok(self)
    }

    /// `None`: nobody is written to.
    pub fn mailer(&self) -> Result<Option<Smtp>, BadConfig> {
        match (&self.smtp, &self.mail_from) {
            (Some(server), Some(from)) => Ok(Some(Smtp::new(&server.0, from)?)),
            (None, None) => Ok(None),
            _ => Err(BadConfig::HalfMail),
        }
    }

    pub fn zone(&self) -> Result<TimeZone, BadConfig> {
        match &self.time_zone {
            Some(name) => TimeZone::get(name).map_err(|_| BadConfig::Zone(name.clone())),
            None => Ok(TimeZone::try_system().unwrap_or(TimeZone::UTC)),
        }
    }

    /// Do browsers reach us by HTTPS?
    pub fn is_secure(&self) -> bool {
        let public = self.public_address.as_deref().unwrap_or_default();
        self.tls_cert.is_some() || public.starts_with("https://")
    }

    /// Where attachments lie, each under its hash.
    pub fn files(&self) -> PathBuf {
        let beside = || self.data.join("files");
        self.files.clone().unwrap_or_else(beside)
    }

    pub fn database(&self) -> Option<&str> {
        self.database.as_ref().map(|secret| secret.0.as_str())
    }
}

/// A text that may hold a password.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print() {
        let database = Some(Secret("postgres://sahada:canary@db/sahada".into()));
        let config = Config {
            database,
            ..Config::default()
        };
        assert!(!format!("{config:?}").contains("canary"));
    }

    #[test]
    fn a_session_outlives_the_lease_and_ends_once() {
        let config = |lease_days, session_idle_days, session_days| Config {
            lease_days,
            session_idle_days,
            session_days,
            ..Config::default()
        };
        assert!(config(7, 30, 90).checked().is_ok());
        for bad in [config(7, 5, 90), config(7, 30, 20), config(7, 30, 401)] {
            assert!(matches!(bad.checked(), Err(BadConfig::Session)));
        }
    }

    #[test]
    fn a_certificate_without_its_key_is_refused() {
        let flags = Flags {
            tls_cert: Some("cert.pem".into()),
            ..Flags::default()
        };
        assert!(matches!(
            Config::read(None, &flags),
            Err(BadConfig::HalfTls)
        ));
    }
}
