//! Meeting a target for the first time: what it is, which levers it has, what of the API. Nothing is made but worlds.

use std::collections::BTreeSet;

use super::check::{Check, CheckError};
use super::examine::{
    Ground, MEND_WORLDS, Tried, absent, isolated, key, promised, redact, well, wrong,
};
use super::isolation::{Isolation, isolation};
use super::survey::{Api, Seen, Sign, survey};
use crate::scenario::context::Context;
use crate::scenario::world::refusal_text;
use crate::spec::Capability;
use crate::spec::capability::Kind;
use crate::target::client::Client;
use crate::target::levers::{Levers, Manifest, Unusable, Way};
use crate::target::secret::{Redactor, Secret};

/// What was found out about a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Met {
    /// What was looked at, in order, and what it showed.
    pub lines: Vec<Tried>,
    /// Whether levers say themselves what the target offers.
    pub has_manifest: bool,
    /// What it offers: as the levers declare it, or as it seems.
    pub capabilities: BTreeSet<Capability>,
    /// What it may offer besides, which could not be told.
    pub unclear: BTreeSet<Capability>,
    /// Whether requests carry the key of the target, and not one of a world.
    pub needs_key: bool,
    /// How many scenarios may run at once.
    pub jobs: usize,
    /// Why no more than one.
    pub one_at_a_time: Option<&'static str>,
}

/// Why a target cannot be made acquaintance with.
#[derive(Debug, thiserror::Error)]
pub enum Unmet {
    /// The URL or the key cannot be used at all.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// Nothing answers.
    #[error("{0}")]
    Unreachable(String),
    /// The key is not accepted, or there is none.
    #[error("{0}")]
    Key(String),
    /// Something answers that is not what was asked for.
    #[error("{0}")]
    Strange(String),
}

impl Unmet {
    fn redacted(self, redactor: &Redactor) -> Self {
        match self {
            Self::Check(why) => Self::Check(why),
            Self::Unreachable(why) => Self::Unreachable(redactor.text(why)),
            Self::Key(why) => Self::Key(redactor.text(why)),
            Self::Strange(why) => Self::Strange(redactor.text(why)),
        }
    }
}

impl Check {
    /// Finds out what a target is, with the levers that the profile names, or else with those it seems to have.
    ///
    /// # Errors
    /// When there is nothing there that could be checked.
    pub async fn meet(&self, are_levers_given: bool) -> Result<Met, Unmet> {
        self.profile.check().map_err(CheckError::Target)?;
        let client = self.client()?;
        let mut secrets = vec![self.profile.key.clone()];
        let met = async {
            let mut lines = Vec::new();
            let context = self.introduce(client, are_levers_given, &mut lines).await?;
            self.look(&context, lines, &mut secrets).await
        };
        match met.await {
            Ok(mut met) => {
                redact(&mut met.lines, secrets);
                Ok(met)
            }
            Err(why) => Err(why.redacted(&Redactor::new(secrets))),
        }
    }

    /// The target and the way to its levers.
    async fn introduce(
        &self,
        client: Client,
        are_levers_given: bool,
        lines: &mut Vec<Tried>,
    ) -> Result<Context, Unmet> {
        let mut profile = self.profile.clone();
        let way = Levers::of(&profile, client.clone());
        let nobody = Context::new(
            profile.clone(),
            client.clone(),
            way,
            Manifest::of_everything(),
        );
        nobody.probe().await.map_err(|why| {
            Unmet::Unreachable(format!("{why}; start the target, or give the right URL"))
        })?;
        lines.push(well("target", "answers"));
        let manifest = match nobody.levers.manifest().await {
            Ok(manifest) => manifest,
            Err(why) if are_levers_given || is_nearly_one(&profile.levers, &client).await => {
                return Err(unusable(why));
            }
            Err(_) => {
                profile.levers = Way::Public;
                Manifest {
                    capabilities: BTreeSet::new(),
                    ..Manifest::of_everything()
                }
            }
        };
        let levers = Levers::of(&profile, client.clone());
        match &profile.levers {
            Way::Http(url) => lines.push(well("levers", &format!("answer at {url}"))),
            Way::Command(program) => {
                lines.push(well("levers", &format!("`{}` answers", program.line)));
            }
            Way::Mapping(_) | Way::Public if are_levers_given => {}
            Way::Mapping(_) | Way::Public => {
                let how = "none at /levers: public calls arrange what they can (README, \"Levers, in fifty lines\")";
                lines.push(well("levers", how));
            }
        }
        Ok(Context::new(profile, client, levers, manifest))
    }

    async fn look(
        &self,
        context: &Context,
        mut lines: Vec<Tried>,
        secrets: &mut Vec<Secret>,
    ) -> Result<Met, Unmet> {
        let has_manifest = !matches!(context.levers, Levers::Public(_));
        if has_manifest {
            lines.extend(promised(&context.manifest));
        }
        let worlds = context.manifest.capabilities.contains(&Capability::Worlds) && has_manifest;
        let made = if worlds {
            Ground::of(context, "init").await.map(Some)
        } else {
            Ok(None)
        };
        let (ground, isolation) = match made {
            Ok(None) => (None, None),
            Ok(Some(ground)) => {
                secrets.push(ground.key.clone());
                lines.push(well("worlds", "one was made, with a key of its own"));
                let isolation = isolation(context).await;
                lines.push(isolated(isolation));
                (Some(ground), Some(isolation))
            }
            Err(why) => {
                lines.push(wrong("worlds", why, MEND_WORLDS));
                (None, None)
            }
        };
        let own = ground.as_ref().map(|ground| &ground.key);
        let api = Api {
            client: &context.client,
            url: &context.profile.url,
            key: own.unwrap_or(&context.profile.key),
        };
        let balance = api.balance().await;
        let (accepted, line) = key(&balance, own.is_some());
        if !accepted && own.is_none() {
            let said = refusal_text(&balance.answer);
            return Err(Unmet::Key(self.without_key(&said)));
        }
        lines.push(line);
        let seen = survey(api, Capability::ALL).await;
        if let Some(ground) = &ground {
            ground.close().await;
        }
        if !has_manifest && !seen.iter().any(|seen| seen.sign.is_there()) {
            return Err(Unmet::Strange(strange(&context.profile.url, &seen)));
        }
        Ok(self.sum_up(context, lines, (&seen, has_manifest, isolation)))
    }

    fn sum_up(
        &self,
        context: &Context,
        mut lines: Vec<Tried>,
        (seen, has_manifest, isolation): (&[Seen], bool, Option<Isolation>),
    ) -> Met {
        let mut capabilities = context.manifest.capabilities.clone();
        let mut unclear = BTreeSet::new();
        if has_manifest {
            let of_the_api = |seen: &&Seen| seen.capability.kind() != Kind::Lever;
            let seen: Vec<Seen> = seen.iter().filter(of_the_api).cloned().collect();
            lines.extend(super::examine::claims(&context.manifest, &seen));
        } else {
            let there = seen.iter().filter(|seen| seen.sign.is_there());
            let there = there.map(|seen| seen.capability).collect();
            capabilities = context.levers.mapped(&there);
            unclear.insert(Capability::Idempotency);
            for seen in seen {
                lines.push(shown(seen));
                match seen.sign {
                    Sign::There(_) => capabilities.insert(seen.capability),
                    Sign::Unclear(_) => unclear.insert(seen.capability),
                    Sign::Missing(_) => false,
                };
            }
            lines.extend(untried_funds(&capabilities, &mut unclear));
        }
        let has_worlds = capabilities.contains(&Capability::Worlds);
        let one_at_a_time = match isolation {
            _ if !has_worlds => Some("there are no worlds, so that scenarios share one"),
            Some(Isolation::Lost) => Some("the worlds are not isolated"),
            Some(Isolation::Kept | Isolation::Unknown) | None => None,
        };
        let manifest = Manifest {
            capabilities: capabilities.clone(),
            ..context.manifest.clone()
        };
        Met {
            lines,
            has_manifest,
            capabilities,
            unclear,
            needs_key: !has_manifest || !has_worlds,
            jobs: one_at_a_time.map_or_else(|| self.jobs_for(&manifest), |_| 1),
            one_at_a_time,
        }
    }
}

/// Whether something answers at the levers that is meant to be a manifest, and is none.
async fn is_nearly_one(way: &Way, client: &Client) -> bool {
    let Way::Http(url) = way else {
        return false;
    };
    let answer = client.pull(url, "GET", "", None).await.answer;
    ["protocol", "capabilities"]
        .iter()
        .any(|member| !answer[*member].is_null())
}

fn unusable(why: Unusable) -> Unmet {
    match why {
        Unusable::Unreachable(why) => Unmet::Unreachable(format!(
            "the levers do not answer: {why}; give the right ones with --levers"
        )),
        Unusable::NotTheProtocol(why) => Unmet::Strange(format!(
            "{why}; mend the manifest, give the right levers with --levers, or leave them out with --levers public"
        )),
    }
}

/// Nothing of the API is there: what is, and what may be wrong with the URL.
fn strange(url: &str, seen: &[Seen]) -> String {
    let told = seen.first();
    let told = told.map_or_else(String::new, |seen| {
        format!(": {} {}", seen.asked, seen.sign.told())
    });
    let mend = match url.strip_suffix("/v1") {
        Some(base) => format!("leave out /v1: recoup init {base}"),
        None => "is it the base URL, to which /v1/payouts is added?".to_owned(),
    };
    format!("{url} answers, but nothing there is of this API{told}; {mend}")
}

/// A line on what the API shows, where nobody has declared anything.
fn shown(seen: &Seen) -> Tried {
    let name = seen.capability.name();
    let told = format!("{} {}", seen.asked, seen.sign.told());
    match &seen.sign {
        Sign::There(_) => well(name, &told),
        Sign::Missing(_) => absent(name, told),
        Sign::Unclear(_) => absent(name, format!("{told}, which does not tell: left out")),
    }
}

/// Funds, which public calls make of a top-up that is available at once; trying it makes money, and most stay pending.
fn untried_funds(
    capabilities: &BTreeSet<Capability>,
    unclear: &mut BTreeSet<Capability>,
) -> Option<Tried> {
    let is_mapped = capabilities.contains(&Capability::Funds);
    let needed = [Capability::Topups, Capability::Transfers];
    if is_mapped || !needed.iter().all(|one| capabilities.contains(one)) {
        return None;
    }
    unclear.insert(Capability::Funds);
    let why = "top-ups and transfers may make them, if a top-up is available at once; not tried, as that makes money: \
               left out";
    Some(absent(Capability::Funds.name(), why.to_owned()))
}
