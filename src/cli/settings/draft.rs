//! A first `recoup.toml`: what was found out about a target, with comments for whoever reads on.

use std::fmt::Write as _;

use toml_edit::Value;

use crate::cli::options::AskedLevers;
use crate::run::meet::Met;
use crate::spec::Capability;
use crate::spec::capability::Kind;

/// The variable that holds the key, unless the owner of the target names another.
const KEY: &str = "RECOUP_KEY";

/// How wide a comment or a list may be.
const WIDTH: usize = 100;

/// What a settings file says before anybody has edited it.
pub(in crate::cli) struct Draft<'a> {
    /// The URL, with `{port}` where it is for a target that is started.
    pub(in crate::cli) url: &'a str,
    /// What starts the target.
    pub(in crate::cli) exec: Option<&'a str>,
    /// The levers that were asked for.
    pub(in crate::cli) levers: Option<&'a AskedLevers>,
    /// What was found.
    pub(in crate::cli) met: &'a Met,
    /// The commands to go on with.
    pub(in crate::cli) next: &'a [(String, &'static str)],
}

impl Draft<'_> {
    /// The file.
    pub(in crate::cli) fn text(&self) -> String {
        let sections = [self.head(), self.target(), self.levers(), self.rest()];
        sections.join("\n")
    }

    fn head(&self) -> String {
        let mut text = comment(
            "Which API `recoup check` holds to the rules here, and how. `recoup init` wrote it, and from now on it is \
             yours to edit. A flag or an environment variable wins over a line here; `recoup config` shows each value \
             and where it came from. Paths are relative to this file.",
        );
        text.push_str("#\n# What to do next:\n");
        let width = self.next.iter().map(|(line, _)| line.chars().count()).max();
        let width = width.unwrap_or_default();
        for (line, why) in self.next {
            // Writing to memory does not fail.
            let _ = writeln!(text, "#   {line:<width$}  {why}");
        }
        text
    }

    fn target(&self) -> String {
        let mut text = "[target]\n".to_owned();
        text.push_str(&set("url", self.url));
        match self.exec {
            Some(line) => {
                text.push_str(&comment(
                    "Started for each run and ended with it; {port} is a free port, told as PORT in its environment, too.",
                ));
                text.push_str(&set("exec", line));
            }
            None => text.push_str(&comment(
                "To have it started for each run: exec = \"./server --port {port}\", with url = \
                 \"http://127.0.0.1:{port}\".",
            )),
        }
        if self.met.needs_key {
            text.push_str(&comment(
                "The environment variable that holds the secret test key. The key itself never stands here.",
            ));
            text.push_str(&set("key_env", KEY));
        } else {
            text.push_str(&comment(
                "No key is needed, as each world has one of its own. Otherwise: key_env = \"RECOUP_KEY\" names the \
                 variable that holds it.",
            ));
        }
        if self.met.has_manifest {
            text.push_str(&comment("What it offers, its levers say themselves."));
        } else {
            text.push_str(&self.capabilities());
        }
        text
    }

    /// What the target offers, a line each kind.
    fn capabilities(&self) -> String {
        let mut text = comment(
            "What it offers. What stands here is judged, or at least tried; what does not is not applicable. Take out \
             what is wrong, add what was missed: `recoup doctor` tells of both.",
        );
        text.push_str("capabilities = [\n");
        for (kind, what) in [
            (Kind::Product, "products"),
            (Kind::Convention, "conventions"),
            (Kind::Lever, "what can be arranged"),
        ] {
            let own = self.met.capabilities.iter();
            let own = own.filter(|one| one.kind() == kind);
            let names: Vec<String> = own.map(|one| toml(one.name())).collect();
            if !names.is_empty() {
                let list = names.join(", ") + ",";
                let list = textwrap::fill(&list, wrapped("  "));
                let _ = writeln!(text, "  # {what}\n{list}");
            }
        }
        text.push_str("]\n");
        for capability in &self.met.unclear {
            let why = match capability {
                Capability::Idempotency => {
                    "if it honors Idempotency-Key, which shows only when something is made"
                }
                Capability::Funds => {
                    "if a top-up is available at once; then top-ups and transfers make what scenarios need"
                }
                Capability::Payouts
                | Capability::PayoutReversals
                | Capability::Transfers
                | Capability::TransferReversals
                | Capability::ApplicationFees
                | Capability::ReceivedDebits
                | Capability::DebitReversals
                | Capability::Topups
                | Capability::Expand
                | Capability::Events
                | Capability::Webhooks
                | Capability::Worlds
                | Capability::Accounts
                | Capability::Bank
                | Capability::Schedule
                | Capability::Clock
                | Capability::Charges
                | Capability::Treasury
                | Capability::TreasuryBank
                | Capability::Balance => "if it has that, which could not be told",
            };
            text.push_str(&comment(&format!("Add {} {why}.", toml(capability.name()))));
        }
        text
    }

    fn levers(&self) -> String {
        let mut text = "[levers]\n".to_owned();
        if !self.met.has_manifest && !matches!(self.levers, Some(AskedLevers::Mapping(_))) {
            text.push_str(&comment(
                "There are none, so that public calls arrange what they can: no clock, and no bank. A few routes in the \
                 target (url), a program (command) or the names of routes that it has (mapping) reach the rest; the \
                 README of recoup says how.",
            ));
            text.push_str("way = \"public\"\n");
            return text;
        }
        match self.levers {
            None => {
                text.push_str(&comment("Below the target, or a whole URL."));
                text.push_str(&set("url", "/levers"));
            }
            Some(AskedLevers::Url(url)) => text.push_str(&set("url", url)),
            Some(AskedLevers::Command(program)) => text.push_str(&set("command", &program.line)),
            Some(AskedLevers::Mapping(path)) => {
                text.push_str(&set("mapping", &path.display().to_string()));
            }
            Some(AskedLevers::Public) => text.push_str("way = \"public\"\n"),
        }
        text
    }

    fn rest(&self) -> String {
        let jobs = self.met.jobs;
        let why = self.met.one_at_a_time.map_or_else(
            || "How many scenarios run at once, each in a world of its own.".to_owned(),
            |why| format!("How many scenarios run at once: one, as {why}."),
        );
        [
            "[run]\n",
            &comment(&why),
            &format!("jobs = {jobs}\n"),
            &comment("How long an answer may take, in seconds."),
            "timeout = 10\n",
            &comment(
                "What is broken and let be for now; `recoup known update` writes the list, and asks for the reasons.",
            ),
            "# known = \"known.toml\"\n",
            &comment("Which rules decide: documented ones, or all."),
            "# gate = \"documented\"\n\n[readings]\n",
            &comment(
                "Where the documents disagree or are silent, either way is right. `recoup check --readings-only` shows \
                 which way it is; what is pinned here must hold from then on.",
            ),
            "# reversal-day-90 = \"refused\"\n\n[reports]\n# json = \"run.json\"\n# junit = \"junit.xml\"\n",
        ]
        .concat()
    }
}

fn toml(text: &str) -> String {
    Value::from(text).to_string()
}

fn set(key: &str, text: &str) -> String {
    format!("{key} = {}\n", toml(text))
}

fn comment(text: &str) -> String {
    let mut filled = textwrap::fill(text, wrapped("# "));
    filled.push('\n');
    filled
}

/// Between words only, as commands and URLs are to be copied.
fn wrapped(indent: &str) -> textwrap::Options<'_> {
    textwrap::Options::new(WIDTH)
        .initial_indent(indent)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}
