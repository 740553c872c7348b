//! The bound module, the JavaScript beside it and the loader, each under the hash of its content.
//! Names inside the scripts are replaced by the hashed ones, innermost first.

use super::site::{Site, files_below};
use crate::places;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

pub fn add(site: &mut Site, bound: &Path) -> Result<()> {
    site.add_hashed("app.wasm", fs::read(bound.join("app_bg.wasm"))?);
    let mut script =
        fs::read_to_string(bound.join("app.js")).context("the binding wrote no app.js")?;
    for snippet in files_below(&bound.join("snippets"))? {
        let name = snippet.strip_prefix(bound)?.to_string_lossy().into_owned();
        site.add_hashed(&name, fs::read(&snippet)?);
        script = script.replace(&format!("./{name}"), site.address(&name)?);
    }
    site.add_hashed("app.js", script.into_bytes());
    let loader = fs::read_to_string(places::in_root("app/boot.js"))?;
    site.add_hashed("boot.js", site.with_hashes(&loader).into_bytes());
    Ok(())
}
