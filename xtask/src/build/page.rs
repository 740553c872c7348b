//! `app/index.html`: which files it links for the build, and the page that is served.
//! The links are those Trunk reads (`data-trunk`), so that both make the same app from one list.

use super::site::{Site, files_below};
use anyhow::{Context, Result, bail};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

pub struct Page {
    folder: PathBuf,
    html: String,
    links: Vec<Link>,
}

struct Link {
    /// The place of the whole tag in the page.
    tag: Range<usize>,
    rel: String,
    href: String,
}

impl Page {
    pub fn read(path: &Path) -> Result<Page> {
        let html =
            fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let folder = path.parent().unwrap_or(Path::new(".")).to_path_buf();
        let links = links(&html);
        Ok(Page {
            folder,
            html,
            links,
        })
    }

    /// The style sheets in the order of the cascade.
    pub fn sheets(&self) -> Vec<PathBuf> {
        self.linked("css").collect()
    }

    /// Fonts are named by our sheets only and get hashes; icons and the manifest keep their known addresses.
    pub fn copies(&self, site: &mut Site) -> Result<()> {
        for file in self.linked("copy-file") {
            add(site, &file, file_name(&file)?)?;
        }
        for folder in self.linked("copy-dir") {
            let name = file_name(&folder)?;
            for file in files_below(&folder)? {
                let inside = file.strip_prefix(&folder)?.to_string_lossy().into_owned();
                add(site, &file, &format!("{name}/{inside}"))?;
            }
        }
        Ok(())
    }

    /// The page with one sheet and one loader instead of the links for the build.
    pub fn written(&self, site: &Site) -> Result<String> {
        let mut html = String::new();
        let mut from = 0;
        let mut sheet_linked = false;
        for link in &self.links {
            html.push_str(self.html[from..link.tag.start].trim_end());
            from = link.tag.end;
            match link.rel.as_str() {
                "rust" => html.push_str(&loader(site)?),
                "css" if !sheet_linked => {
                    sheet_linked = true;
                    html.push_str(&format!(
                        "\n    <link rel=\"stylesheet\" href=\"{}\">",
                        site.address("style.css")?
                    ));
                }
                "css" | "copy-file" | "copy-dir" => {}
                other => bail!(
                    "app/index.html has a data-trunk link of kind `{other}`, which this build does not know"
                ),
            }
        }
        html.push_str(&self.html[from..]);
        Ok(site.with_hashes(&without_comments(&html)))
    }

    fn linked(&self, rel: &str) -> impl Iterator<Item = PathBuf> {
        let links = self.links.iter().filter(move |link| link.rel == rel);
        links.map(|link| self.folder.join(&link.href))
    }
}

fn loader(site: &Site) -> Result<String> {
    let (script, module, boot) = (
        site.address("app.js")?,
        site.address("app.wasm")?,
        site.address("boot.js")?,
    );
    Ok(format!(
        "\n    <link rel=\"preload\" href=\"{module}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\
         \n    <link rel=\"modulepreload\" href=\"{script}\">\
         \n    <script type=\"module\" src=\"{boot}\"></script>"
    ))
}

fn add(site: &mut Site, file: &Path, name: &str) -> Result<()> {
    let content = fs::read(file)
        .with_context(|| format!("reading {}, linked in app/index.html", file.display()))?;
    if name.ends_with(".woff2") {
        site.add_hashed(name, content);
    } else {
        site.add_named(name, content);
    }
    Ok(())
}

fn file_name(path: &Path) -> Result<&str> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.with_context(|| format!("{} has no name", path.display()))
}

fn links(html: &str) -> Vec<Link> {
    let tags = html.match_indices("<link ").filter_map(|(start, _)| {
        let length = html[start..].find('>')? + 1;
        Some(start..start + length)
    });
    let for_build = tags.filter(|tag| html[tag.clone()].contains("data-trunk"));
    for_build.map(|tag| link(html, tag)).collect()
}

fn link(html: &str, tag: Range<usize>) -> Link {
    let text = &html[tag.clone()];
    let value = |name: &str| {
        let (_, rest) = text.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_string())
    };
    let (rel, href) = (
        value("rel").unwrap_or_default(),
        value("href").unwrap_or_default(),
    );
    Link { tag, rel, href }
}

fn without_comments(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before.trim_end());
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_for_the_build_are_read() {
        let html =
            r#"<link rel="icon" href="/a.svg"><link data-trunk rel="css" href="../style/a.css">"#;
        let found = links(html);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].rel.as_str(), found[0].href.as_str()),
            ("css", "../style/a.css")
        );
    }

    #[test]
    fn comments_do_not_travel() {
        assert_eq!(without_comments("a <!-- b -->c"), "ac");
    }
}
