//! Reads the command and calls it. Knows no rule and no table.

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use server::commands::backup::Made;
use server::commands::{self, Opened, add_user, import};
use server::config::{Config, Flags, Secret};
use server::connectors::Catalogue;
use shared::text::Language;
use shared::users::Role;
use std::io::{BufRead, IsTerminal, stdin};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Sales and service that work without signal; one program, no installation.
#[derive(Parser)]
#[command(version, name = "sahada")]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Args)]
struct Common {
    /// A configuration file; otherwise `sahada.toml` in this folder, if there is one
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Where the data is kept
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    /// A PostgreSQL address instead of the file in the data folder
    #[arg(long, global = true)]
    database: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the server (what happens without a command, too)
    Serve(Serve),
    /// People who may sign in
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Reads products and categories from tables; repeating it changes nothing
    Import(Import),
    /// Copies everything to one file while the server runs, from the embedded database or from PostgreSQL, and checks it
    Backup {
        file: PathBuf,
        /// Also decides every accepted intention of the copy again; takes as long as the first time
        #[arg(long)]
        replay: bool,
    },
    /// Puts a backup in the place of the data, into the embedded database or into PostgreSQL, with a new epoch
    Restore(Restore),
    /// Replays the log and compares it with the tables
    CheckData,
}

#[derive(Args, Default)]
struct Serve {
    /// Where to listen, such as 127.0.0.1:8080
    #[arg(long)]
    listen: Option<SocketAddr>,
    #[arg(long)]
    tls_cert: Option<PathBuf>,
    #[arg(long)]
    tls_key: Option<PathBuf>,
    /// Begins with a demo company
    #[arg(long)]
    demo: bool,
    /// How many products the demo company has; the rest follows in proportion
    #[arg(long, requires = "demo", value_name = "PRODUCTS")]
    demo_scale: Option<usize>,
}

#[derive(Subcommand)]
enum UserCommand {
    /// Adds a user, or sets a lost password; the password is read from the first line of the input
    Add {
        login: String,
        /// The person's name; the sign-in name otherwise
        #[arg(long)]
        name: Option<String>,
        /// administrator, sales_manager, salesperson, service_manager, technician, read_only
        #[arg(long = "role", default_value = "administrator")]
        roles: Vec<String>,
        #[arg(long = "territory")]
        territories: Vec<String>,
    },
}

#[derive(Args)]
struct Import {
    /// The table of products
    products: Option<PathBuf>,
    /// The table of categories
    #[arg(long)]
    categories: Option<PathBuf>,
    #[arg(long, default_value = "EUR")]
    currency: String,
    #[arg(long, default_value = "C62")]
    unit: String,
    /// VAT in percent where the table is silent
    #[arg(long, default_value = "0")]
    vat: String,
    /// Set before the file's category numbers, so that those of two files stay apart
    #[arg(long, default_value = "")]
    source: String,
    /// Says what would happen and writes nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
struct Restore {
    #[arg(required_unless_present = "new_epoch")]
    file: Option<PathBuf>,
    /// Puts it in the place of data that is there; what was there is kept beside it
    #[arg(long, conflicts_with = "new_epoch")]
    replace: bool,
    /// The database server was restored with its own tools: only give the data a new epoch
    #[arg(long, conflicts_with = "file")]
    new_epoch: bool,
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let done = runtime
        .context("starting the threads")
        .and_then(|runtime| runtime.block_on(run(Arguments::parse())));
    match done {
        Ok(ended) => ended,
        Err(error) => {
            eprintln!("sahada: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<ExitCode> {
    let command = arguments
        .command
        .unwrap_or(Command::Serve(Serve::default()));
    let config = Config::read(
        arguments.common.config.clone(),
        &flags(&arguments.common, &command),
    )?;
    log(&config);
    match command {
        Command::Serve(_) => commands::serve::run(config, Catalogue::new()).await?,
        Command::Restore(Restore {
            new_epoch: true, ..
        }) => commands::restore::new_epoch(config).await?,
        Command::Restore(Restore { file, replace, .. }) => {
            let file = file.context("which file?")?;
            commands::restore::run(config, &file, replace).await?;
        }
        command => {
            let opened = commands::open(config).await?;
            let done = on_data(&opened, command).await;
            // the journal is folded in, so that the file alone is the data
            opened.state.database.close().await;
            return done;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn on_data(opened: &Opened, command: Command) -> Result<ExitCode> {
    match command {
        Command::User { command } => add_user::run(opened, new_user(command)?).await?,
        Command::Import(asked) => import::run(opened, asked.into()).await?,
        Command::Backup { file, replay } => {
            return Ok(ended(commands::backup::run(opened, &file, replay).await?));
        }
        Command::CheckData => commands::check_data::run(opened).await?,
        Command::Serve(_) | Command::Restore(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// 1 says that there is no copy, and 2 is Clap's.
fn ended(made: Made) -> ExitCode {
    match made {
        Made::Sound => ExitCode::SUCCESS,
        Made::Flawed => ExitCode::from(3),
    }
}

fn flags(common: &Common, command: &Command) -> Flags {
    let mut flags = Flags {
        data: common.data.clone(),
        database: common.database.clone().map(Secret),
        ..Flags::default()
    };
    if let Command::Serve(serve) = command {
        flags.listen = serve.listen;
        flags.tls_cert.clone_from(&serve.tls_cert);
        flags.tls_key.clone_from(&serve.tls_key);
        flags.demo = serve.demo.then_some(true);
        flags.demo_scale = serve.demo_scale;
    }
    flags
}

fn log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if config.log_json {
        log.json().init();
    } else {
        log.init();
    }
}

fn new_user(command: UserCommand) -> Result<add_user::NewUser> {
    let UserCommand::Add {
        login,
        name,
        roles,
        territories,
    } = command;
    let roles = (roles.iter())
        .map(|word| Role::from_word(word).with_context(|| format!("there is no role {word}")))
        .collect::<Result<_>>()?;
    Ok(add_user::NewUser {
        name: name.unwrap_or_else(|| login.clone()),
        login,
        roles,
        territories: territories.into_iter().collect(),
        language: Language::default(),
        password: password()?,
    })
}

/// Never an argument: those stand in the list of processes and in the shell's history.
fn password() -> Result<String> {
    if stdin().is_terminal() {
        eprintln!("Password (it will be seen as you type):");
    }
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

impl From<Import> for import::Asked {
    fn from(asked: Import) -> Self {
        Self {
            products: asked.products,
            categories: asked.categories,
            currency: asked.currency,
            unit: asked.unit,
            vat: asked.vat,
            source: asked.source,
            dry_run: asked.dry_run,
        }
    }
}
