//! Where things are in the tree. Knows paths only.

use std::path::{Path, PathBuf};

/// The top of the workspace, wherever the command was called from.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask
        .parent()
        .expect("the xtask lies inside the workspace")
        .to_path_buf()
}

pub fn in_root(path: &str) -> PathBuf {
    root().join(path)
}

/// Cargo's output folder; everything we keep for the next call lies in it too.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => in_root("target"),
    }
}

/// Where the finished front end is put, and from where the server takes it.
pub fn site() -> PathBuf {
    in_root("target/site")
}

/// Results kept between calls: bound modules, compressed files, stamps.
pub fn kept() -> PathBuf {
    in_root("target/site-kept")
}
