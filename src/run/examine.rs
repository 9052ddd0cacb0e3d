//! Trying a target and each of its levers once, to say what works and how to mend what does not.

mod ground;
mod post;

use super::check::{Check, CheckError};
use super::isolation::{Isolation, isolation};
use super::survey::{Api, Seen, Sign, survey};
use crate::scenario::context::Context;
use crate::spec::Capability;
use crate::spec::capability::Kind;
use crate::target::client::Client;
use crate::target::exchange::Exchange;
use crate::target::levers::{LeverError, Levers, Manifest, Unusable};
use crate::target::profile::Profile;
use crate::target::secret::{Redactor, Secret};

pub(super) use ground::Ground;

/// The most of a reason that is told, and the most capabilities that nobody knows: a target may say anything.
const LONGEST: usize = 500;
const UNKNOWN: usize = 20;

/// What came of trying everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// Everything that was tried, in order.
    pub tried: Vec<Tried>,
    /// Whether the target and its levers answer at all.
    pub is_reached: bool,
}

/// Something that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What.
    pub what: String,
    /// How it went.
    pub went: Went,
}

/// How something went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Went {
    /// It works; a word on how.
    Well(String),
    /// It does not: why, and how to mend it.
    Wrong(String, String),
    /// It is not declared, so nothing was expected of it.
    Undeclared,
    /// It is not there, and nobody says that it is: what shows that.
    Absent(String),
}

impl Check {
    /// Tries the target and everything that it declares once, in order; what stands on something wrong is not tried.
    ///
    /// # Errors
    /// When the URL or the key cannot be used at all.
    pub async fn examine(&self) -> Result<Examined, CheckError> {
        self.profile.check().map_err(CheckError::Target)?;
        let client = self.client()?;
        let mut tried = Vec::new();
        let mut secrets = vec![self.profile.key.clone()];
        let mut is_reached = false;
        match declared(&self.profile, client, &mut tried).await {
            Ok(context) => {
                self.has_key(&context.manifest)?;
                is_reached = answers(&context, &mut tried).await;
                if is_reached {
                    secrets.extend(target(&context, &mut tried).await);
                }
            }
            Err(Unusable::NotTheProtocol(_)) => is_reached = true,
            Err(Unusable::Unreachable(_)) => {}
        }
        redact(&mut tried, secrets);
        Ok(Examined { tried, is_reached })
    }
}

/// Takes secrets out of what came from the target, and cuts it to a length that can be read.
pub(super) fn redact(tried: &mut [Tried], secrets: Vec<Secret>) {
    let redactor = Redactor::new(secrets);
    for one in tried {
        let (Went::Wrong(told, _) | Went::Well(told) | Went::Absent(told)) = &mut one.went else {
            continue;
        };
        let shown = redactor.text(std::mem::take(told));
        *told = shown.chars().take(LONGEST).collect();
    }
}

/// What the target says of itself.
async fn declared(
    profile: &Profile,
    client: Client,
    tried: &mut Vec<Tried>,
) -> Result<Context, Unusable> {
    let levers = Levers::of(profile, client.clone());
    let manifest = match levers.manifest().await {
        Ok(manifest) => manifest,
        Err(unusable) => {
            let mend = mend(&unusable, &profile.url);
            tried.push(wrong("levers", unusable.to_string(), &mend));
            return Err(unusable);
        }
    };
    tried.extend(promised(&manifest));
    Ok(Context::new(profile.clone(), client, levers, manifest))
}

/// Whether the API answers, whatever it says.
async fn answers(context: &Context, tried: &mut Vec<Tried>) -> bool {
    let answered = context.probe().await;
    let is_reached = answered.is_ok();
    tried.push(match answered {
        Ok(()) => well("target", "answers"),
        Err(why) => wrong("target", why, "start it, or give the right URL"),
    });
    is_reached
}

/// What to do where no world can be made.
pub(super) const MEND_WORLDS: &str =
    "make POST /worlds answer world, api_key and account, or do not declare worlds";

/// What to do where there are no levers.
pub(super) fn mend(unusable: &Unusable, url: &str) -> String {
    match (unusable, url.strip_suffix("/v1")) {
        (_, Some(base)) => format!("leave /v1 out of the URL: {base}"),
        (Unusable::Unreachable(_), None) => {
            "start the target, give the right URL, or say where its levers are with --levers".to_owned()
        }
        (Unusable::NotTheProtocol(_), None) => {
            "answer there with a levers/1 manifest, say where the levers are with --levers URL, or do without them: \
             --levers public --declare …, or `recoup init` for a first look"
                .to_owned()
        }
    }
}

/// What a manifest declares, and what of it nobody knows.
pub(super) fn promised(manifest: &Manifest) -> Vec<Tried> {
    let names = manifest.capabilities.iter();
    let names: Vec<&str> = names.map(|capability| capability.name()).collect();
    let mut lines = vec![well("levers", &format!("declare {}", names.join(", ")))];
    for name in manifest.unknown.iter().take(UNKNOWN) {
        let near = crate::nearest::suggestion(name, Capability::ALL.map(Capability::name));
        let mend = "take it out of the manifest, or spell it as levers/1 does";
        let why = format!("`{name}` is no capability{near}");
        lines.push(wrong("levers", why, mend));
    }
    lines
}

/// The target and its levers, in a world of their own where there are worlds.
///
/// Gives the key of that world, which is as secret as the profile's.
async fn target(context: &Context, tried: &mut Vec<Tried>) -> Option<Secret> {
    let worlds = context.manifest.capabilities.contains(&Capability::Worlds);
    let ground = match Ground::of(context, "doctor").await {
        Ok(ground) => ground,
        Err(why) => {
            tried.push(wrong("worlds", why, MEND_WORLDS));
            return None;
        }
    };
    let how = if worlds {
        "one was made"
    } else {
        "not declared: scenarios run one at a time"
    };
    tried.push(well("worlds", how));
    let api = Api {
        client: &context.client,
        url: &context.profile.url,
        key: &ground.key,
    };
    let (accepted, line) = key(&api.balance().await, worlds);
    tried.push(line);
    if worlds {
        let alone = context.manifest.parallel_worlds == Some(1);
        tried.push(if alone {
            well(
                "isolation",
                "one world at a time: there is no other to see it",
            )
        } else {
            isolated(isolation(context).await)
        });
    }
    if accepted {
        let seen = survey(api, api_capabilities()).await;
        tried.extend(claims(&context.manifest, &seen));
    } else if matches!(context.levers, Levers::Public(_)) {
        return Some(ground.key);
    }
    let account = ground.levers().await;
    ground.webhooks(account.as_deref()).await;
    ground.close().await;
    let mut untried: Vec<String> = Vec::new();
    for one in ground.hand_over() {
        if !one.is_undeclared() || !untried.contains(&one.what) {
            untried.push(one.what.clone());
            tried.push(one);
        }
    }
    Some(ground.key)
}

/// The capabilities that are routes of the API itself.
pub(super) fn api_capabilities() -> impl Iterator<Item = Capability> {
    let is_of_the_api = |capability: &Capability| match capability.kind() {
        Kind::Product | Kind::Convention => true,
        Kind::Lever => false,
    };
    Capability::ALL.into_iter().filter(is_of_the_api)
}

/// Whether the key is taken, as reading the balance shows it.
pub(super) fn key(balance: &Exchange, of_a_world: bool) -> (bool, Tried) {
    let mend = if of_a_world {
        "accept the key that POST /worlds gives"
    } else {
        "give the target's secret key with --key or RECOUP_KEY"
    };
    match balance.status {
        Some(200) => (true, well("key", "is accepted")),
        Some(401) => {
            let why = "is not accepted: GET /v1/balance answered 401".to_owned();
            (false, wrong("key", why, mend))
        }
        Some(status) => {
            let why = format!("cannot be tried: GET /v1/balance answered {status}");
            (
                true,
                wrong("key", why, "answer it: most rules read balances"),
            )
        }
        None => {
            let why = balance.trouble.clone().unwrap_or_default();
            (false, wrong("key", why, "answer GET /v1/balance"))
        }
    }
}

/// What the API shows of its products and conventions, beside what is declared.
pub(super) fn claims(manifest: &Manifest, seen: &[Seen]) -> Vec<Tried> {
    let line = |seen: &Seen| {
        let name = seen.capability.name();
        let is_declared = manifest.capabilities.contains(&seen.capability);
        let told = format!("{} {}", seen.asked, seen.sign.told());
        match (&seen.sign, is_declared) {
            (Sign::There(_), true) => well(name, &told),
            (Sign::There(_), false) => well(name, &format!("{told}, {UNDER_CLAIMED}")),
            (Sign::Missing(_), true) => {
                let why = format!("is declared, but {told}");
                wrong(name, why, "answer it, or do not declare it")
            }
            (Sign::Unclear(_), true) => {
                absent(name, format!("is declared; {told}, which does not tell"))
            }
            (Sign::Missing(_) | Sign::Unclear(_), false) => undeclared(name),
        }
    };
    seen.iter().map(line).collect()
}

/// What is said of what works and is not declared.
pub(super) const UNDER_CLAIMED: &str =
    "though it is not declared: declare it, and its rules are judged";

pub(super) fn isolated(isolation: Isolation) -> Tried {
    match isolation {
        Isolation::Kept => well(
            "isolation",
            "what is made in one world is not seen in another",
        ),
        Isolation::Lost => {
            let why = "an account that was made in one world is seen in another".to_owned();
            wrong(
                "isolation",
                why,
                "keep each world's objects apart by its key; until then scenarios run one at a time",
            )
        }
        Isolation::Unknown => {
            let why = "GET /v1/balance shows an account's balance not even to its owner, or whatever account is named"
                .to_owned();
            wrong(
                "isolation",
                why,
                "answer it for the account that Stripe-Account names, and for no other, so that isolation can be seen",
            )
        }
    }
}

pub(super) fn told(error: LeverError) -> String {
    match error {
        LeverError::Unsupported(why) => format!("501, {why}"),
        LeverError::Fault(why) | LeverError::Unreachable(why) => why,
    }
}

pub(super) fn undeclared(what: &str) -> Tried {
    Tried {
        what: what.to_owned(),
        went: Went::Undeclared,
    }
}

pub(super) fn absent(what: &str, why: String) -> Tried {
    Tried {
        what: what.to_owned(),
        went: Went::Absent(why),
    }
}

pub(super) fn well(what: &str, how: &str) -> Tried {
    Tried {
        what: what.to_owned(),
        went: Went::Well(how.to_owned()),
    }
}

pub(super) fn wrong(what: &str, why: String, mend: &str) -> Tried {
    Tried {
        what: what.to_owned(),
        went: Went::Wrong(why, mend.to_owned()),
    }
}
