//! Makes sure that there is a folder to embed. In a release build a new front end means a new server.

use std::path::Path;

fn main() {
    let manifest = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".into());
    let site = Path::new(&manifest).join("../target/site");
    if let Err(problem) = std::fs::create_dir_all(&site) {
        println!("cargo:warning=cannot make {}: {problem}", site.display());
    }
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=migrations");
    // a debug build reads the files when they are asked for
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed={}", site.display());
    }
}
