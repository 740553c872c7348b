//! Writes into the service worker what only the build knows: the files of this version with their hashes.

use super::site::{Site, hash_of};
use crate::places;
use anyhow::{Result, bail};
use std::fs;

/// Half a SHA-256: the worker refuses any content that differs from it.
const HASH_LENGTH: usize = 32;

pub fn add(site: &mut Site) -> Result<()> {
    let files: Vec<(String, String)> = site
        .files()
        .iter()
        .filter(|(name, _)| travels(name))
        .map(entry)
        .collect();
    let list = serde_json::to_string(&files)?;
    let version = hash_of(list.as_bytes())[..16].to_string();
    let template = fs::read_to_string(places::in_root("public/service_worker.js"))?;
    let worker = filled(&template, "/*FILES*/ []", &list)?;
    let worker = filled(&worker, "/*VERSION*/ \"\"", &format!("\"{version}\""))?;
    site.add_named("service_worker.js", worker.into_bytes());
    Ok(())
}

fn entry((name, content): (&String, &Vec<u8>)) -> (String, String) {
    let address = if name == "index.html" {
        "/".to_string()
    } else {
        format!("/{name}")
    };
    (address, hash_of(content)[..HASH_LENGTH].to_string())
}

/// Pictures for the installer's shop window and licence texts are of no use in a basement.
fn travels(name: &str) -> bool {
    !name.contains("screenshots/") && !name.ends_with(".txt")
}

fn filled(text: &str, place: &str, value: &str) -> Result<String> {
    if text.matches(place).count() != 1 {
        bail!("public/service_worker.js must contain `{place}` once");
    }
    Ok(text.replace(place, value))
}
