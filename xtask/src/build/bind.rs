//! From Rust to a WASM module with its JavaScript side. The binding is kept until the compiled module changes.

use super::{How, split};
use crate::places;
use crate::steps::{cargo, finish};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

pub fn compile(how: How) -> Result<PathBuf> {
    let mut arguments = vec![
        "rustc",
        "--package",
        "app",
        "--bin",
        "app",
        "--target",
        TARGET,
        "--profile",
        how.profile(),
    ];
    if how == How::Check {
        arguments.extend(["--features", "check"]);
    }
    if how.in_parts() {
        // what belongs to which part is found by the places that name each function
        arguments.extend(["--features", "parts", "--", "-C", "link-arg=--emit-relocs"]);
    }
    finish(&mut cargo(&arguments), 40)?;
    let folder = if how.profile() == "dev" {
        "debug"
    } else {
        "web"
    };
    Ok(places::target().join(TARGET).join(folder).join("app.wasm"))
}

/// What reads codes out of pictures; always as it ships, because it is slow otherwise.
pub fn compile_scanner() -> Result<PathBuf> {
    let arguments = [
        "build",
        "--package",
        "scanner",
        "--target",
        TARGET,
        "--profile",
        "web",
    ];
    finish(&mut cargo(&arguments), 40)?;
    let folder = places::target().join(TARGET).join("web");
    Ok(folder.join("scanner.wasm"))
}

/// Answers the folder with `scanner.js` and `scanner_bg.wasm`.
pub fn bind_scanner(compiled: &Path) -> Result<PathBuf> {
    once("scanner", compiled, |module, folder| {
        let mut bindgen = Bindgen::new();
        bindgen
            .input_bytes("scanner", module)
            .remove_name_section(true);
        generate(&mut bindgen, folder)
    })
}

/// Answers the folder with `app.js`, `app_bg.wasm`, perhaps `snippets/`, and where the app comes in parts a folder of them.
pub fn bind(how: How, compiled: &Path) -> Result<PathBuf> {
    once(how.name(), compiled, |module, folder| {
        let module = if how.in_parts() {
            split::split(&module, &folder.join(split::FOLDER))?
        } else {
            module
        };
        let mut bindgen = Bindgen::new();
        bindgen
            .input_bytes("app", module)
            // the parts find what they share with the first module by the names the linker gave
            .keep_lld_exports(how.in_parts())
            .demangle(!how.in_parts())
            .remove_name_section(how.profile() != "dev");
        generate(&mut bindgen, folder)
    })
}

fn generate(bindgen: &mut Bindgen, folder: &Path) -> Result<()> {
    bindgen
        .web(true)?
        .typescript(false)
        .remove_producers_section(true)
        .generate(folder)
}

/// Binds a module whose content is not the one that lies bound there.
fn once(
    name: &str,
    compiled: &Path,
    bind: impl FnOnce(Vec<u8>, &Path) -> Result<()>,
) -> Result<PathBuf> {
    let module = fs::read(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    let stamp = stamp(&module);
    let folder = places::kept().join(format!("bound-{name}"));
    let stamped = folder.join("stamp");
    if fs::read_to_string(&stamped).is_ok_and(|kept| kept == stamp) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    bind(module, &folder)?;
    fs::write(stamped, stamp)?;
    Ok(folder)
}

/// The module alone does not decide: this program's own version does the binding.
fn stamp(module: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(module);
    hash.update(include_bytes!("bind.rs"));
    hash.update(include_bytes!("split.rs"));
    format!("{:x}", hash.finalize())
}
