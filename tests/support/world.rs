//! A server in memory of the test: the real router, the real database in a folder that goes, a clock that is set by hand.

use crate::people::Person;
use crate::temporary::Folder;
use axum::Router;
use jiff::tz::TimeZone;
use server::auth::token;
use server::clock::Clock;
use server::commands::add_user::{Added, NewUser, add_user};
use server::commands::begin_workspace;
use server::config::Config;
use server::db::memory::MemoryDatabase;
use server::db::{self, Database, Session};
use server::{ServerState, router};
use shared::calendar::Moment;
use shared::ids::{Uid, UserId};
use shared::sync::wire::Decided;
use shared::sync::{AnyChange, Intention};
use shared::text::Language;
use shared::users::Role;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

pub const PASSWORD: &str = "correct horse battery";
/// 21 November 2026, nine in the morning.
const BEGIN: i64 = 1_795_251_600_000;

pub struct World {
    pub state: ServerState,
    pub workspace: Uuid,
    pub router: Router,
    company: String,
    time: Arc<AtomicI64>,
    folder: Folder,
}

impl World {
    pub async fn new() -> Self {
        let folder = Folder::new();
        let database = db::open(None, folder.path()).await.expect("opened");
        let time = Arc::new(AtomicI64::new(BEGIN));
        Self::on(database, "Test", folder, time).await
    }

    /// As the simulator has it.
    pub async fn in_memory() -> Self {
        let database = Arc::new(MemoryDatabase::new());
        let time = Arc::new(AtomicI64::new(BEGIN));
        Self::on(database, "Test", Folder::new(), time).await
    }

    /// A company of its own on a database server that others may use too.
    pub async fn on_database(url: &str) -> Self {
        let folder = Folder::new();
        let database = db::open(Some(url), folder.path()).await.expect("opened");
        let (name, time) = (Uuid::new_v4().to_string(), Arc::new(AtomicI64::new(BEGIN)));
        Self::on(database, &name, folder, time).await
    }

    /// A second server process on the same database, for the same company.
    pub async fn beside(&self, url: &str) -> Self {
        let folder = Folder::new();
        let database = db::open(Some(url), folder.path()).await.expect("opened");
        Self::on(database, &self.company, folder, self.time.clone()).await
    }

    async fn on(
        database: Arc<dyn Database>,
        company: &str,
        folder: Folder,
        time: Arc<AtomicI64>,
    ) -> Self {
        let config = Config {
            data: folder.path().to_path_buf(),
            ..Config::default()
        };
        let hand = time.clone();
        let clock = Clock::by(TimeZone::UTC, move || {
            Moment::from_milliseconds(hand.load(Ordering::SeqCst))
        });
        let begun = begin_workspace(&*database, company, BEGIN).await;
        let state = ServerState::new(config, clock, database);
        Self {
            router: router(state.clone()),
            state,
            workspace: begun.expect("a workspace"),
            company: company.to_owned(),
            time,
            folder,
        }
    }

    /// The same data under a new server, as after a crash.
    pub async fn restarted(self) -> Self {
        let Self {
            folder,
            time,
            company,
            ..
        } = self;
        let database = db::open(None, folder.path()).await.expect("opened again");
        Self::on(database, &company, folder, time).await
    }

    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    pub fn now(&self) -> Moment {
        Moment::from_milliseconds(self.time.load(Ordering::SeqCst))
    }

    pub fn forward_days(&self, days: i64) {
        self.time.fetch_add(days * 86_400_000, Ordering::SeqCst);
    }

    pub fn forward_seconds(&self, seconds: i64) {
        self.time.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    pub async fn add(&self, login: &str, role: Role, territories: &[&str]) -> UserId {
        let new = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            roles: [role].into(),
            territories: territories.iter().map(|name| (*name).to_owned()).collect(),
            language: Language::En,
            password: PASSWORD.to_owned(),
        };
        match add_user(&self.state, self.workspace, new).await {
            Ok(Added::NewUser(user) | Added::NewPassword(user)) => UserId(user),
            Err(error) => panic!("{login} could not be added: {error:#}"),
        }
    }

    /// Somebody without a cookie.
    pub fn visitor(&self) -> Person {
        Person::new(self.router.clone())
    }

    /// Somebody new who signed in.
    pub async fn person(&self, login: &str, role: Role, territories: &[&str]) -> Person {
        self.add(login, role, territories).await;
        self.signed_in(login).await
    }

    pub async fn signed_in(&self, login: &str) -> Person {
        let mut person = self.visitor();
        person.sign_in(login, PASSWORD).await.is(200);
        person
    }

    /// Somebody who is signed in already: no password is hashed, so that a hundred of them cost nothing.
    pub async fn let_in(&self, user: UserId) -> Person {
        let text = token::new_token();
        let session = Session {
            token_hash: token::hash(&text),
            user_id: user.0,
            device: Uuid::new_v4(),
            device_name: "tablet".to_owned(),
            created: self.now().milliseconds(),
            last_seen: self.now().milliseconds(),
            revoked: None,
        };
        let opened = self
            .state
            .database
            .open_session(self.workspace, &session)
            .await;
        opened.expect("a session");
        let mut person = self.visitor();
        person.cookie = Some(format!("sahada={text}"));
        person
    }

    pub async fn administrator(&self) -> Person {
        self.person("ada", Role::Administrator, &[]).await
    }

    pub async fn seller(&self) -> Person {
        self.person("ayse", Role::Salesperson, &["north"]).await
    }

    pub async fn technician(&self) -> Person {
        self.person("jonas", Role::Technician, &["north"]).await
    }

    /// What the system does by itself: jobs, imports, answers of an ERP.
    pub async fn system(&self, change: impl Into<AnyChange>) -> Decided {
        let uid = Uid(Uuid::new_v4());
        let intention = Intention::new(uid, &change.into(), 0, Vec::new(), self.now());
        let decided = (self.state.writers)
            .system(self.workspace, vec![intention])
            .await;
        decided
            .expect("decided")
            .into_iter()
            .next()
            .expect("an outcome")
    }
}
