//! The front end into `target/site`, then the server that carries it.
//! The steps are: compile, bind, collect, compress, write, compile the server. Work whose input has not changed is skipped.

mod bind;
mod boot;
mod compress;
mod page;
mod site;
mod split;
mod style;
mod worker;

use crate::steps::{cargo, finish, step};
use crate::{places, tools};
use anyhow::Result;
use site::Site;
use std::path::{Path, PathBuf};

/// How much the compilers and packers are asked to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum How {
    /// Plain development profile on both sides.
    Dev,
    /// The front end as it ships, the server quickly compiled.
    Usual,
    /// Everything as it ships; the server carries the site inside.
    Release,
    /// The page that checks the store and the kit; no server.
    Check,
}

impl How {
    /// The checks run on the quick build: nobody waits for them in a shop, and its assertions are on.
    fn profile(self) -> &'static str {
        if matches!(self, How::Dev | How::Check) {
            "dev"
        } else {
            "web"
        }
    }

    /// What ships is fetched page by page; the quick builds are one module.
    fn in_parts(self) -> bool {
        matches!(self, How::Usual | How::Release)
    }

    /// Files of different kinds of builds do not overwrite each other.
    fn name(self) -> &'static str {
        match self {
            How::Dev => "dev",
            How::Usual | How::Release => "web",
            How::Check => "check",
        }
    }

    fn site(self) -> PathBuf {
        if self == How::Check {
            places::in_root("target/site-check")
        } else {
            places::site()
        }
    }
}

/// Builds all and answers where the server is. A server that carries the site inside has to wait for it; every other is compiled
/// beside the app, whose last step keeps only one core busy.
pub fn build(how: How) -> Result<PathBuf> {
    tools::wasm_target()?;
    if how == How::Release {
        front_end(how)?;
        return server(how);
    }
    std::fs::create_dir_all(places::site())?;
    std::thread::scope(|scope| {
        let server = scope.spawn(|| server(how));
        let site = front_end(how);
        let server = server
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        site.and(server)
    })
}

/// The site alone.
pub fn front_end(how: How) -> Result<()> {
    let compiled = step("compile the app to WASM", || bind::compile(how))?;
    let scanner = step("compile what reads codes", bind::compile_scanner)?;
    let (bound, scanner) = step("bind them to the browser", || {
        Ok((bind::bind(how, &compiled)?, bind::bind_scanner(&scanner)?))
    })?;
    let site = step("collect the site", || collect(&bound, &scanner))?;
    step("compress and write it", || write(&site, how))
}

fn collect(bound: &Path, scanner: &Path) -> Result<Site> {
    let mut site = Site::default();
    let page = page::Page::read(&places::in_root("app/index.html"))?;
    page.copies(&mut site)?;
    site.add_hashed(
        "style.css",
        style::joined(&page.sheets(), &site)?.into_bytes(),
    );
    boot::add(&mut site, bound, scanner)?;
    let html = page.written(&site)?;
    site.add_named("index.html", html.into_bytes());
    worker::add(&mut site)?;
    site.check_references()?;
    Ok(site)
}

fn write(site: &Site, how: How) -> Result<()> {
    let compressed = compress::all(site.files(), how == How::Release)?;
    site.write(&how.site(), &compressed)?;
    println!("  {}", site.sizes(&compressed));
    Ok(())
}

fn server(how: How) -> Result<PathBuf> {
    let (folder, profile) = if how == How::Release {
        ("release", "release")
    } else {
        ("debug", "dev")
    };
    let arguments = [
        "build",
        "--package",
        "server",
        "--bin",
        "sahada",
        "--profile",
        profile,
    ];
    step("compile the server", || finish(&mut cargo(&arguments), 40))?;
    Ok(places::target().join(folder).join("sahada"))
}
