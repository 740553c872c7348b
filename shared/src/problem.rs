//! What is wrong, where, and does it stop the work?
//! Carries codes and values only; the words for people are made in the app's messages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A stable name of one kind of problem, such as `too-many-decimals`. Codes are never reused for another meaning;
/// one that this version does not know is kept as it came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProblemCode(Cow<'static, str>);

impl ProblemCode {
    pub const fn new(code: &'static str) -> ProblemCode {
        ProblemCode(Cow::Borrowed(code))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for ProblemCode {
    fn from(code: &'static str) -> ProblemCode {
        ProblemCode::new(code)
    }
}

impl PartialEq<str> for ProblemCode {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for ProblemCode {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether the work may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Said, and the work goes on.
    Warn,
    /// Nothing is saved before this is put right.
    Block,
}

/// One finding of a check that reports everything at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field it is about, dots between the steps: `lines.3.quantity`; empty for the whole.
    pub path: String,
    pub code: ProblemCode,
    pub severity: Severity,
    /// What the message needs to name: the limit, the other record, the line of a file.
    #[serde(default)]
    pub values: BTreeMap<Cow<'static, str>, String>,
}

impl Problem {
    pub fn block(path: impl Into<String>, code: impl Into<ProblemCode>) -> Problem {
        Problem::new(path.into(), code.into(), Severity::Block)
    }

    pub fn warn(path: impl Into<String>, code: impl Into<ProblemCode>) -> Problem {
        Problem::new(path.into(), code.into(), Severity::Warn)
    }

    fn new(path: String, code: ProblemCode, severity: Severity) -> Problem {
        Problem {
            path,
            code,
            severity,
            values: BTreeMap::new(),
        }
    }

    /// Adds a value for the message.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Problem {
        self.values.insert(Cow::Borrowed(name), value.to_string());
        self
    }

    pub fn blocks(&self) -> bool {
        self.severity == Severity::Block
    }

    /// A value by its name, for messages.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }
}

/// Whether any of the problems stops the work.
pub fn any_blocks(problems: &[Problem]) -> bool {
    problems.iter().any(Problem::blocks)
}
