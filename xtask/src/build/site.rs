//! The files of the front end while they are put together: names, contents, and which name became which.
//! Does not know where they come from.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    /// From the address as it stands in our sources to the one with the hash, longest first when applied.
    renamed: BTreeMap<String, String>,
}

impl Site {
    /// For files that nothing but our own sources names: they may be cached for ever.
    pub fn add_hashed(&mut self, name: &str, content: Vec<u8>) {
        let hash = &hash_of(&content)[..16];
        let hashed = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
            None => format!("{name}-{hash}"),
        };
        self.renamed
            .insert(format!("/{name}"), format!("/{hashed}"));
        self.files.insert(hashed, content);
    }

    /// For scripts that name each other as `./name`: each carries the hash of all of them, as neither can carry the other's.
    pub fn add_hashed_together(&mut self, scripts: Vec<(&str, String)>) {
        let all: String = scripts.iter().map(|(_, text)| text.as_str()).collect();
        let hash = &hash_of(all.as_bytes())[..16];
        let hashed = |name: &str| name.replace(".js", &format!("-{hash}.js"));
        for (name, text) in &scripts {
            let named = scripts.iter().fold(text.clone(), |text, (other, _)| {
                // the module knows its imports by their old names: only the addresses change
                let from = |name: &str| format!("from \"./{name}\"");
                text.replace(&from(other), &from(&hashed(other)))
            });
            self.renamed
                .insert(format!("/{name}"), format!("/{}", hashed(name)));
            self.files.insert(hashed(name), named.into_bytes());
        }
    }

    /// For files whose address is known outside: browsers ask again whether they changed.
    pub fn add_named(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.to_string(), content);
    }

    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// The address with the hash of a file added before.
    pub fn address(&self, name: &str) -> Result<&str> {
        let address = self.renamed.get(&format!("/{name}"));
        address
            .map(String::as_str)
            .with_context(|| format!("{name} is not in the site"))
    }

    /// The text with every address of ours in its hashed form.
    pub fn with_hashes(&self, text: &str) -> String {
        let renamed = self.renamed.iter().rev();
        renamed.fold(text.to_string(), |text, (from, to)| text.replace(from, to))
    }

    /// Every file that a page or sheet names must exist: a wrong font address fails here and not in front of a customer.
    pub fn check_references(&self) -> Result<()> {
        let texts = self
            .files
            .iter()
            .filter(|(name, _)| name.ends_with(".css") || name.ends_with(".html"));
        let mut missing = BTreeSet::new();
        for (name, content) in texts {
            let text = String::from_utf8_lossy(content);
            let named = addresses(&text).filter(|address| !self.files.contains_key(&address[1..]));
            missing.extend(named.map(|address| format!("{name} names {address}")));
        }
        if !missing.is_empty() {
            bail!(
                "not in the site: {}",
                missing.into_iter().collect::<Vec<_>>().join("; ")
            );
        }
        Ok(())
    }

    /// Leaves unchanged files alone and removes what no longer belongs.
    pub fn write(&self, folder: &Path, more: &BTreeMap<String, Vec<u8>>) -> Result<()> {
        for (name, content) in self.files.iter().chain(more) {
            let path = folder.join(name);
            if fs::read(&path).is_ok_and(|present| &present == content) {
                continue;
            }
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, content).with_context(|| format!("writing {}", path.display()))?;
        }
        for path in files_below(folder)? {
            let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
            if !self.files.contains_key(&name) && !more.contains_key(&name) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// The sizes people ask for: a line for each file of the first load, one for all parts together.
    pub fn sizes(&self, compressed: &BTreeMap<String, Vec<u8>>) -> String {
        let shown = self.files.keys().filter(|name| {
            [".wasm", ".js", ".css"]
                .iter()
                .any(|end| name.ends_with(end))
        });
        let (parts, first): (Vec<_>, Vec<_>) =
            shown.partition(|name| name.starts_with("split_") || name.starts_with("chunk_"));
        let mut lines: Vec<String> = first
            .iter()
            .map(|name| format!("{name}: {}", self.size(&[name], compressed)))
            .collect();
        if !parts.is_empty() {
            let size = self.size(&parts, compressed);
            lines.push(format!("{} parts that follow: {size}", parts.len()));
        }
        lines.join("\n  ")
    }

    fn size(&self, names: &[&String], compressed: &BTreeMap<String, Vec<u8>>) -> String {
        let raw: usize = names.iter().map(|name| self.files[*name].len()).sum();
        let packed = |ending: &str| -> usize {
            let sizes = names
                .iter()
                .map(|name| compressed.get(&format!("{name}{ending}")));
            sizes.map(|content| content.map_or(0, Vec::len)).sum()
        };
        let (gzip, brotli) = (packed(".gz") / 1024, packed(".br") / 1024);
        format!("{} KB, gzip {gzip}, brotli {brotli}", raw / 1024)
    }
}

pub fn hash_of(content: &[u8]) -> String {
    format!("{:x}", Sha256::digest(content))
}

/// What stands in `url(/…)`, `href="/…"` and `src="/…"` and is a file.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let starts = ["url(/", "url(\"/", "href=\"/", "src=\"/"];
    starts.into_iter().flat_map(move |start| {
        text.match_indices(start).filter_map(move |(at, found)| {
            let address = &text[at + found.len() - 1..];
            let end = address.find(['"', ')', '#', '?'])?;
            Some(&address[..end]).filter(|address| address.contains('.'))
        })
    })
}

/// All files under a folder, sorted; none where the folder is missing.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        for entry in
            fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_that_names_a_missing_font_is_refused() {
        let mut site = Site::default();
        site.add_named("a.css", b"@font-face{src:url(/fonts/no.woff2)}".to_vec());
        let problem = site.check_references().expect_err("the font is missing");
        assert_eq!(
            problem.to_string(),
            "not in the site: a.css names /fonts/no.woff2"
        );
    }

    #[test]
    fn scripts_that_name_each_other_carry_one_hash() {
        let mut site = Site::default();
        let scripts = [
            (
                "a.js",
                "import { b } from \"./b.js\"; use({ \"./b.js\": b })",
            ),
            ("b.js", "import { a } from \"./a.js\""),
        ];
        site.add_hashed_together(scripts.map(|(name, text)| (name, text.to_string())).into());
        let (a, b) = (
            site.address("a.js").expect("a"),
            site.address("b.js").expect("b"),
        );
        let text =
            |address: &str| String::from_utf8_lossy(&site.files()[&address[1..]]).into_owned();
        assert_eq!(
            text(a),
            format!("import {{ b }} from \".{b}\"; use({{ \"./b.js\": b }})")
        );
        assert_eq!(text(b), format!("import {{ a }} from \".{a}\""));
    }

    #[test]
    fn names_carry_the_hash_of_their_content() {
        let mut site = Site::default();
        site.add_hashed("fonts/a.woff2", b"font".to_vec());
        let text = site.with_hashes("url(\"/fonts/a.woff2\")");
        assert_eq!(
            text,
            format!("url(\"/fonts/a-{}.woff2\")", &hash_of(b"font")[..16])
        );
    }
}
