//! The bound module, the JavaScript beside it, the parts and the loader, each under the hash of its content.
//! Names inside the scripts are replaced by the hashed ones, innermost first.

use super::site::{Site, files_below};
use super::split;
use crate::places;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

pub fn add(site: &mut Site, bound: &Path, scanner: &Path) -> Result<()> {
    add_scanner(site, scanner)?;
    site.add_hashed("app.wasm", fs::read(bound.join("app_bg.wasm"))?);
    let mut script =
        fs::read_to_string(bound.join("app.js")).context("the binding wrote no app.js")?;
    for snippet in files_below(&bound.join("snippets"))? {
        let name = snippet.strip_prefix(bound)?.to_string_lossy().into_owned();
        site.add_hashed(&name, fs::read(&snippet)?);
        script = script.replace(&format!("./{name}"), site.address(&name)?);
    }
    let mut scripts = vec![("app.js", script)];
    scripts.extend(parts(site, &bound.join(split::FOLDER))?.map(|script| (split::SCRIPT, script)));
    site.add_hashed_together(scripts);
    let loader = fs::read_to_string(places::in_root("app/boot.js"))?;
    site.add_hashed("boot.js", site.with_hashes(&loader).into_bytes());
    Ok(())
}

/// The worker that reads codes, and its module. Fetched when somebody scans; the service worker keeps it from the first start.
fn add_scanner(site: &mut Site, bound: &Path) -> Result<()> {
    site.add_hashed("scanner.wasm", fs::read(bound.join("scanner_bg.wasm"))?);
    site.add_hashed("scanner.js", fs::read(bound.join("scanner.js"))?);
    let worker = fs::read_to_string(places::in_root("scanner/worker.js"))?;
    site.add_hashed("scanner_worker.js", site.with_hashes(&worker).into_bytes());
    Ok(())
}

/// Answers the script that fetches the parts, when there are any.
fn parts(site: &mut Site, folder: &Path) -> Result<Option<String>> {
    let mut script = None;
    for file in files_below(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        if name == split::SCRIPT {
            script = Some(fs::read_to_string(&file)?);
        } else {
            site.add_hashed(&name, fs::read(&file)?);
        }
    }
    let Some(mut script) = script else {
        return Ok(None);
    };
    for file in files_below(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        if name != split::SCRIPT {
            script = script.replace(&format!("./{name}"), &format!(".{}", site.address(&name)?));
        }
    }
    Ok(Some(script))
}
