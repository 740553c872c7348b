//! Reads case files that a salesperson can review, prints what differs, and rewrites them on request.
//! Knows nothing about any rule: a test hands in the function that answers one case.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// Set to anything, it makes [`check`] write the answers into the file instead of comparing; review the diff then.
pub const REWRITE: &str = "SAHADA_REWRITE_CASES";

/// One case: a title, what is given, and the answer the file expects.
///
/// ```text
/// == A hundred per cent gives a free line
/// price      9.99 EUR
/// discounts  100
/// ->
/// amount     0
/// ```
#[derive(Debug, Default)]
pub struct Case {
    pub title: String,
    given: Vec<String>,
    fields: BTreeMap<String, String>,
    expected: String,
}

impl Case {
    /// What stands behind a word of the given part; an error names the word that is missing.
    pub fn given(&self, word: &str) -> Result<&str, String> {
        let value = self.fields.get(word).map(String::as_str);
        value.ok_or_else(|| format!("the case does not say: {word}"))
    }

    /// The same for something a case may leave out.
    pub fn given_or<'a>(&'a self, word: &str, otherwise: &'a str) -> &'a str {
        self.given(word).unwrap_or(otherwise)
    }

    /// Everything that stands behind a word which may come more than once.
    pub fn each<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let parted = self.given.iter().filter_map(|line| line.split_once("  "));
        parted.filter_map(move |(first, value)| (first.trim() == word).then_some(value.trim()))
    }

    fn take_given(&mut self, line: &str) {
        let (word, value) = line.split_once("  ").unwrap_or((line, ""));
        self.fields
            .insert(word.trim().to_owned(), value.trim().to_owned());
        self.given.push(line.to_owned());
    }
}

/// Answers every case of `tests/cases/<file>` and compares, or rewrites the file when [`REWRITE`] is set.
/// The function gives lines of `word  value`; an `Err` becomes the line `refused  reason`.
#[track_caller]
pub fn check(file: &str, answer: impl Fn(&Case) -> Result<String, String>) {
    let path = folder().join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let (preface, cases) = parse(&text);
    assert!(!cases.is_empty(), "{file} holds no case");
    let answered = cases.iter().map(|case| (case, answer_lines(answer(case))));
    if std::env::var_os(REWRITE).is_some() {
        let rewritten = answered.fold(preface, |text, (case, lines)| text + &print(case, &lines));
        std::fs::write(&path, rewritten).unwrap_or_else(|error| panic!("{file}: {error}"));
        return;
    }
    let differences: String = answered
        .map(|(case, lines)| difference(case, &lines))
        .collect();
    let hint = format!("{REWRITE}=1 writes the answers into the file");
    assert!(differences.is_empty(), "{file}\n{differences}\n{hint}");
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn answer_lines(answer: Result<String, String>) -> String {
    let text = answer.unwrap_or_else(|reason| format!("refused    {reason}"));
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

fn parse(text: &str) -> (String, Vec<Case>) {
    let mut preface = String::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut answering = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("== ") {
            cases.push(Case {
                title: title.to_owned(),
                ..Case::default()
            });
            answering = false;
            continue;
        }
        let Some(case) = cases.last_mut() else {
            preface += &format!("{line}\n");
            continue;
        };
        match line {
            "->" => answering = true,
            line if line.trim().is_empty() => {}
            line if answering => case.expected += &format!("{}\n", line.trim_end()),
            line => case.take_given(line),
        }
    }
    (preface, cases)
}

fn print(case: &Case, lines: &str) -> String {
    let given: String = case.given.iter().map(|line| format!("{line}\n")).collect();
    format!("== {}\n{given}->\n{lines}\n", case.title)
}

fn difference(case: &Case, lines: &str) -> String {
    if case.expected == lines {
        return String::new();
    }
    let mut text = format!("\n== {}\n", case.title);
    for line in case
        .expected
        .lines()
        .filter(|line| !lines.lines().any(|other| other == *line))
    {
        writeln!(text, "  expected  {line}").expect("writing to a text cannot fail");
    }
    for line in lines
        .lines()
        .filter(|line| !case.expected.lines().any(|other| other == *line))
    {
        writeln!(text, "  answered  {line}").expect("writing to a text cannot fail");
    }
    text
}
