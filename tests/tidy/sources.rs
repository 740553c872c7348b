//! Finds the files of the tree. Walks our own folders only and stops where it cannot be right.

use std::fs;
use std::path::{Path, PathBuf};

/// Far more than the tree will ever hold; reached only when a walk goes astray.
const FILES_MAX: usize = 20_000;
const NOT_OURS: [&str; 3] = ["target", "node_modules", ".git"];
pub const CRATES: [&str; 6] = ["shared", "device", "server", "app", "tests", "xtask"];

pub struct Source {
    /// From the top of the workspace, with `/`.
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn stem(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        file.split('.').next().unwrap_or_default()
    }
}

pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests
        .parent()
        .expect("tests lie inside the workspace")
        .to_path_buf()
}

/// All Rust sources below a folder of the workspace; none where it does not exist yet.
pub fn rust_below(folder: &str) -> Vec<Source> {
    below(folder, ".rs")
}

pub fn rust() -> Vec<Source> {
    CRATES
        .iter()
        .flat_map(|folder| rust_below(folder))
        .collect()
}

pub fn below(folder: &str, ending: &str) -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(&folder).expect("a folder of ours can be read") {
            let path = entry.expect("an entry can be read").path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() && !NOT_OURS.contains(&name.as_str()) {
                folders.push(path);
            } else if name.ends_with(ending) {
                found.push(read(&root, &path));
            }
        }
        assert!(
            found.len() < FILES_MAX,
            "the walk below {} does not end",
            folder.display()
        );
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The names of the folders directly in a folder, sorted.
pub fn folders_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder))
        .into_iter()
        .flatten()
        .flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn read(root: &Path, path: &Path) -> Source {
    let text =
        fs::read_to_string(path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
    let path = path
        .strip_prefix(root)
        .expect("the walk starts in the root")
        .to_string_lossy()
        .replace('\\', "/");
    Source { path, text }
}

/// One failure that lists everything found, not only the first.
#[track_caller]
pub fn nothing_found(problems: Vec<String>, rule: &str) {
    assert!(problems.is_empty(), "{rule}\n  {}", problems.join("\n  "));
}
