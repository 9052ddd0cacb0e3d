//! What an API seems to have, found out without making or changing anything.
//!
//! Every product is asked for by a list, or by something that nobody has; beside it a route is asked for that nobody
//! has either, so that an unknown route is told from an unknown object, whatever an API says to each.

use std::time::Duration;

use futures::stream::{self, StreamExt as _};
use serde_json::Value;

use super::examine::Ground;
use crate::scenario::context::Context;
use crate::spec::Capability;
use crate::spec::capability::Kind;
use crate::target::client::{Client, Request};
use crate::target::exchange::{Exchange, Purpose};
use crate::target::secret::{Redactor, Secret};

/// A list of a resource that no API has.
const NO_LIST: &str = "/v1/recoup_nowhere";
/// A list below such a resource.
const NO_SUBLIST: &str = "/v1/recoup_nowhere/recoup_nobody/reversals";
/// An act on such a resource.
const NO_ACT: &str = "/v1/recoup_nowhere/recoup_nobody/reverse";

/// An API and who asks it.
#[derive(Debug, Clone, Copy)]
pub struct Api<'a> {
    /// The way to it.
    pub client: &'a Client,
    /// Its base URL.
    pub url: &'a str,
    /// The key that it is asked with.
    pub key: &'a Secret,
}

/// What an API shows of a capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The capability.
    pub capability: Capability,
    /// What shows it, as `GET /v1/payouts`.
    pub asked: String,
    /// What it shows.
    pub sign: Sign,
}

/// What an answer shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// The route is there: what it answered.
    There(String),
    /// It is not: what it answered.
    Missing(String),
    /// The answer does not tell: why.
    Unclear(String),
}

impl Sign {
    /// What was answered.
    #[must_use]
    pub fn told(&self) -> &str {
        match self {
            Self::There(told) | Self::Missing(told) | Self::Unclear(told) => told,
        }
    }

    /// The same without secrets: a target may say back what it was asked with.
    fn redacted(self, redactor: &Redactor) -> Self {
        match self {
            Self::There(told) => Self::There(redactor.text(told)),
            Self::Missing(told) => Self::Missing(redactor.text(told)),
            Self::Unclear(told) => Self::Unclear(redactor.text(told)),
        }
    }

    /// Whether the route is there.
    #[must_use]
    pub fn is_there(&self) -> bool {
        matches!(self, Self::There(_))
    }
}

/// A request that shows a capability, and one that nobody can know beside it.
struct Question {
    request: Request,
    control: &'static str,
}

fn question(capability: Capability) -> Option<Question> {
    let list = |path: &str| {
        let request = Request::get(path, None, Purpose::Arrange);
        Some((request, NO_LIST))
    };
    let asked = match capability {
        Capability::Payouts => list("/v1/payouts"),
        Capability::Transfers => list("/v1/transfers"),
        Capability::ApplicationFees => list("/v1/application_fees"),
        Capability::ReceivedDebits => list("/v1/treasury/received_debits"),
        Capability::DebitReversals => list("/v1/treasury/debit_reversals"),
        Capability::Topups => list("/v1/topups"),
        Capability::Events => list("/v1/events"),
        Capability::Webhooks => list("/v1/webhook_endpoints"),
        Capability::Accounts => list("/v1/accounts"),
        Capability::Charges => list("/v1/charges"),
        Capability::Treasury => list("/v1/treasury/financial_accounts"),
        Capability::TransferReversals => {
            let path = "/v1/transfers/tr_recoup_nobody/reversals";
            Some((Request::get(path, None, Purpose::Arrange), NO_SUBLIST))
        }
        // Nothing but the act shows it, and nobody has this payout.
        Capability::PayoutReversals => {
            let path = "/v1/payouts/po_recoup_nobody/reverse";
            Some((Request::post(path, None, Purpose::Arrange), NO_ACT))
        }
        Capability::Expand => {
            let asked = vec![("expand[]".to_owned(), "data.recoup_nowhere".to_owned())];
            let request = Request::get("/v1/payouts", None, Purpose::Arrange).with(asked);
            Some((request, "/v1/payouts?recoup_nowhere=1"))
        }
        // These show only when something is made.
        Capability::Idempotency
        | Capability::Worlds
        | Capability::Funds
        | Capability::Bank
        | Capability::Schedule
        | Capability::Clock
        | Capability::TreasuryBank
        | Capability::Balance => None,
    };
    asked.map(|(request, control)| Question { request, control })
}

/// How many capabilities are asked for at once; a small server takes few connections.
const AT_ONCE: usize = 2;

/// Asks for each of these capabilities; those that nothing shows without making something are left out.
pub async fn survey(api: Api<'_>, wanted: impl IntoIterator<Item = Capability>) -> Vec<Seen> {
    let asked = wanted.into_iter().filter_map(|capability| {
        let question = question(capability)?;
        Some(one(api, capability, question))
    });
    stream::iter(asked).buffered(AT_ONCE).collect().await
}

/// How long a glance at what nobody declared may take; it is no part of a run.
const GLANCE: Duration = Duration::from_secs(2);

/// The products and conventions that a target has and does not declare.
///
/// Nothing is asked where everything is declared, and a target that is slow to say is not waited for. Its world is, as
/// those of scenarios are: one that was given up while it was made would be left over.
pub async fn undeclared(context: &Context) -> Vec<Seen> {
    let declared = &context.manifest.capabilities;
    let is_of_the_api = |capability: &Capability| match capability.kind() {
        Kind::Product | Kind::Convention => question(*capability).is_some(),
        Kind::Lever => false,
    };
    let missing = Capability::ALL.into_iter().filter(is_of_the_api);
    let missing: Vec<Capability> = missing.filter(|one| !declared.contains(one)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let Ok(ground) = Ground::of(context, "what there is").await else {
        return Vec::new();
    };
    let api = Api {
        client: &context.client,
        url: &context.profile.url,
        key: &ground.key,
    };
    let seen = tokio::time::timeout(GLANCE, survey(api, missing)).await;
    ground.close().await;
    let seen = seen.unwrap_or_default().into_iter();
    seen.filter(|seen| seen.sign.is_there()).collect()
}

async fn one(api: Api<'_>, capability: Capability, question: Question) -> Seen {
    let Question { request, control } = question;
    let beside = Request {
        path: control.to_owned(),
        params: Vec::new(),
        ..request.clone()
    };
    let (answer, control) = futures::future::join(api.ask(&request), api.ask(&beside)).await;
    let sign = if capability == Capability::Expand {
        of_expansion(&answer, &control)
    } else {
        sign(&answer, &control)
    };
    let redactor = Redactor::new([api.key.clone()]);
    Seen {
        capability,
        asked: format!("{} {}", answer.method, answer.path),
        sign: sign.redacted(&redactor),
    }
}

impl Api<'_> {
    async fn ask(&self, request: &Request) -> Exchange {
        self.client.send(self.url, self.key, request).await
    }

    /// What an ordinary reading shows of the key.
    pub async fn balance(&self) -> Exchange {
        let request = Request::get("/v1/balance", None, Purpose::Arrange);
        self.ask(&request).await
    }
}

/// What an answer shows, beside that to a route which nobody has.
fn sign(answer: &Exchange, control: &Exchange) -> Sign {
    let Some(status) = answer.status else {
        return Sign::Unclear(cause(answer));
    };
    let told = told(status, answer);
    let alike = control.status == Some(status) && code(control) == code(answer);
    match status {
        401 => Sign::Unclear(format!("{told}: the key is not accepted")),
        200..300 if alike => Sign::Unclear(format!("{told}, as to whatever it is asked")),
        _ if alike => Sign::Missing(format!("{told}, as to any route that it does not have")),
        405 => Sign::There(told),
        _ if !answer.answer.is_object() => Sign::Missing(format!("{told}, and no JSON object")),
        200..300 => Sign::There(told),
        404 if code(answer) == Some("resource_missing") => Sign::There(told),
        404 => Sign::Missing(told),
        400..500 if answer.answer["error"].is_object() => Sign::There(told),
        _ => Sign::Unclear(told),
    }
}

/// Whether an expansion that there is none of is refused, where another unknown parameter is not or is otherwise.
fn of_expansion(answer: &Exchange, control: &Exchange) -> Sign {
    match (answer.status, control.status) {
        (Some(400), Some(200)) => Sign::There(told(400, answer)),
        (Some(400), Some(400)) if code(answer) != code(control) => Sign::There(told(400, answer)),
        (Some(status), _) => Sign::Unclear(told(status, answer)),
        (None, _) => Sign::Unclear(cause(answer)),
    }
}

fn cause(exchange: &Exchange) -> String {
    let trouble = exchange.trouble.as_deref();
    trouble.unwrap_or("no answer").to_owned()
}

fn told(status: u16, exchange: &Exchange) -> String {
    match code(exchange) {
        Some(code) => {
            let code: String = code.chars().take(LONGEST).collect();
            format!("answers {status} {code}")
        }
        None => format!("answers {status}"),
    }
}

/// The most of a code that is told.
const LONGEST: usize = 60;

/// The documented code of a refusal.
fn code(exchange: &Exchange) -> Option<&str> {
    exchange.answer["error"].get("code").and_then(Value::as_str)
}
