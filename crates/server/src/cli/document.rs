//! Help in other forms: completions, man pages and `docs/COMMANDS.md`, all from the one definition.

use super::Tansiq;
use super::problem::{Code, Exit, Outcome, unwritable};
use super::terminal::{say, written};
use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use std::io::Write;
use std::path::PathBuf;

/// `tansiq completions SHELL`
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

/// `tansiq man`
#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for every command into this folder
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    out: Option<PathBuf>,
}

/// The whole definition, built.
fn definition() -> Command {
    let mut command = Tansiq::command();
    command.build();
    command
}

pub fn completions(command: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Tansiq::command(), "tansiq", &mut script);
    written(std::io::stdout().lock().write_all(&script))?;
    Ok(Exit::Done)
}

pub fn man(command: &Man) -> Outcome {
    match &command.out {
        None => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(Tansiq::command()).render(&mut page);
            written(rendered.and_then(|()| std::io::stdout().lock().write_all(&page)))?;
        }
        Some(folder) => {
            std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(Tansiq::command(), folder))
                .map_err(|e| unwritable(folder, &e))?;
            say(format!("man pages are in `{}`", folder.display()));
        }
    }
    Ok(Exit::Done)
}

/// The text of `docs/COMMANDS.md`.
pub fn reference() -> String {
    let mut text = String::from(
        "# Commands\n\n\
         Written from the definition that `tansiq --help` shows. Data goes to stdout, talk to stderr. \
         Exit status: 0 done, 1 found nothing or found faults, 2 could not run.\n\n\
         Every command takes `--data DIR` (the folder that holds the store, `./tansiq-data` when left out) \
         and `--config FILE`. All of them work while a server runs on the same folder and without one.\n",
    );
    for command in definition().get_subcommands() {
        section(command, "tansiq", &mut text);
    }
    text += "\n## Error codes\n\nErrors of the commands themselves. Objects that are refused carry the code of the \
             STIX rule they break.\n\n| code | meaning |\n|---|---|\n";
    for code in Code::ALL {
        text += &format!("| {} | {} |\n", code.as_str(), code.meaning());
    }
    text
}

fn section(command: &Command, parent: &str, text: &mut String) {
    if command.is_hide_set() || command.get_name() == "help" {
        return;
    }
    let name = format!("{parent} {}", command.get_name());
    let children: Vec<_> = command.get_subcommands().collect();
    if !children.is_empty() {
        for child in children {
            section(child, &name, text);
        }
        return;
    }
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    *text += &format!(
        "\n## {name}\n\n{about}.\n\n```text\n{}\n",
        usage(command, &name)
    );
    let arguments = command
        .get_arguments()
        .filter(|a| !a.is_global_set() && a.get_id() != "help");
    for argument in arguments {
        *text += &entry(argument);
    }
    *text += "```\n";
}

fn usage(command: &Command, name: &str) -> String {
    let usage = command.clone().bin_name(name).render_usage().to_string();
    usage.replacen("Usage: ", "", 1)
}

fn entry(argument: &clap::Arg) -> String {
    let help = argument
        .get_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let mut values: Vec<String> = Vec::new();
    if argument
        .get_num_args()
        .is_some_and(|range| range.takes_values())
    {
        let possible = argument.get_possible_values();
        values.extend(
            possible
                .iter()
                .filter(|v| !v.is_hide_set())
                .map(|v| v.get_name().to_owned()),
        );
    }
    let choices = match values.is_empty() {
        true => String::new(),
        false => format!(" ({})", values.join(", ")),
    };
    format!("  {:<28}  {help}{choices}\n", argument.to_string())
}
