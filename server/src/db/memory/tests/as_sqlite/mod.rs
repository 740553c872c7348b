//! Work by chance, done on a file and in memory: every answer is the same.

use super::chance::{Chance, id};
use crate::db::memory::MemoryDatabase;
use crate::db::*;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// Asks both the same and compares what they say, word for word.
macro_rules! same {
    ($both:expr, |$database:ident| $ask:expr) => {{
        let $database: &dyn Database = &*$both.sqlite;
        let expected = told($ask.await);
        let $database: &dyn Database = &$both.memory;
        assert_eq!(told($ask.await), expected, "{}", stringify!($ask));
    }};
}

/// The same, where nobody promised an order.
macro_rules! same_set {
    ($both:expr, |$database:ident| $ask:expr) => {
        same!($both, |$database| async { $ask.await.map(sorted) })
    };
}

/// The same of a snapshot's answers.
macro_rules! same_moment {
    ($both:expr, $($order:ident)? |$snapshot:ident| $ask:expr) => {
        same!($both, |database| async {
            let mut $snapshot = database.snapshot($both.workspace).await?;
            let answer = $ask.await?;
            Ok::<_, DbError>($($order)?(answer))
        })
    };
}

mod look;
mod work;

const STEPS: usize = 200;

#[tokio::test]
async fn work_by_chance_is_answered_as_a_file_answers_it() {
    for seed in 0..3 {
        let both = Both::open().await;
        let mut chance = Chance(seed);
        for step in 0..STEPS {
            work::work(&both, &mut chance).await;
            println!("seed {seed}, step {step}");
            look::look(&both, &mut chance).await;
        }
        both.sqlite.close().await;
        std::fs::remove_dir_all(&both.folder).expect("the folder is ours");
    }
}

struct Both {
    folder: PathBuf,
    sqlite: Arc<dyn Database>,
    memory: MemoryDatabase,
    workspace: Uuid,
}

impl Both {
    async fn open() -> Self {
        let folder = std::env::temp_dir().join(format!("sahada-{}", Uuid::new_v4()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let both = Self {
            sqlite: open(None, &folder).await.expect("opened"),
            memory: MemoryDatabase::new(),
            workspace: id(100),
            folder,
        };
        for name in ["one", "other", "one"] {
            create(&both, name).await;
        }
        both
    }

    async fn revision(&self) -> i64 {
        let snapshot = self.sqlite.snapshot(self.workspace).await;
        snapshot.expect("snapshot").head().revision
    }
}

fn told<T: std::fmt::Debug>(answer: Result<T, DbError>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(DbError::NoWorkspace) => "no such workspace".into(),
        Err(error) if error.concerns_one_row() => "one row is refused".into(),
        Err(error) => error.to_string(),
    }
}

fn sorted<T: std::fmt::Debug>(rows: Vec<T>) -> Vec<String> {
    let mut rows: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    rows
}

async fn create(both: &Both, name: &str) {
    let workspace = Workspace {
        id: if name == "one" {
            both.workspace
        } else {
            id(101)
        },
        name: name.into(),
        epoch: id(102),
        revision: 0,
        chain: String::new(),
        feed_floor: 0,
        backed_up: 0,
        created: 1,
    };
    same!(both, |database| database.create_workspace(&workspace));
}
