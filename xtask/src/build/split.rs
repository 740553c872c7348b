//! Takes the compiled module apart: the first module, the parts that follow it, and the script that fetches them.
//! Which function belongs where is found by wasm_split's own library, as for every Leptos app that is split.

use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::path::Path;
use wasm_split_cli_support::{Options, transform};

/// Below the folder of the binding.
pub const FOLDER: &str = "parts";
/// As the first module imports it, and as it stands beside `app.js`.
pub const SCRIPT: &str = "parts.js";

/// Writes the parts and their script, answers the first module.
pub fn split(module: &[u8], folder: &Path) -> Result<Vec<u8>> {
    fs::create_dir_all(folder)?;
    let first = folder.join("first.wasm");
    let link = format!("./{SCRIPT}");
    let mut options = Options::new(module);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = "./app.js";
    let parts =
        transform(options).map_err(|problem| anyhow!("taking the app apart: {problem:#}"))?;
    for part in parts.split_modules {
        let content = fs::read(&part).with_context(|| format!("reading {}", part.display()))?;
        fs::write(&part, without_names(&content)?)?;
    }
    let module = fs::read(&first).context("no first module was written")?;
    fs::remove_file(first)?;
    Ok(module)
}

/// Custom sections carry names for people; the browser reads none of them.
fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let mut out = module
        .get(..HEADER)
        .context("a part is no module")?
        .to_vec();
    let mut at = HEADER;
    while at < module.len() {
        let (length, body) = number(module, at + 1)?;
        let end = body + length;
        let section = module
            .get(at..end)
            .context("a section ends outside of its module")?;
        if section[0] != CUSTOM {
            out.extend_from_slice(section);
        }
        at = end;
    }
    Ok(out)
}

/// An unsigned LEB128 and where it ends.
fn number(bytes: &[u8], mut at: usize) -> Result<(usize, usize)> {
    let (mut value, mut shift) = (0, 0);
    while let Some(byte) = bytes.get(at).filter(|_| shift < 35) {
        value |= usize::from(byte & 0x7f) << shift;
        (at, shift) = (at + 1, shift + 7);
        if byte & 0x80 == 0 {
            return Ok((value, at));
        }
    }
    bail!("a section has no length")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_go() {
        let module = [
            &b"\0asm\x01\0\0\0"[..],
            &[0, 2, 1, b'x'],
            &[1, 1, 0],
            &[0, 1, 0],
        ]
        .concat();
        let expected = [&b"\0asm\x01\0\0\0"[..], &[1, 1, 0]].concat();
        assert_eq!(without_names(&module).expect("a module"), expected);
    }
}
