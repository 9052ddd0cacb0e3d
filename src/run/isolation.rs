//! Whether worlds are what they promise to be: what is made in one is not seen in another.

use serde_json::json;

use super::examine::Ground;
use crate::scenario::context::Context;
use crate::spec::Capability;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;
use crate::target::secret::Secret;

/// What two worlds have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    /// Nothing, as far as could be seen.
    Kept,
    /// What was made in one is seen in the other.
    Lost,
    /// It could not be found out; the scenarios will meet whatever stood in the way.
    Unknown,
}

/// An account that no world has.
const NOBODY: &str = "acct_recoup_nobody";

/// Makes an account in one world and looks for it in another.
pub async fn isolation(context: &Context) -> Isolation {
    let offers = |capability| context.manifest.capabilities.contains(&capability);
    if !offers(Capability::Worlds) || !offers(Capability::Accounts) {
        return Isolation::Unknown;
    }
    let seen = seen_elsewhere(context).await;
    match seen {
        Some(true) => Isolation::Lost,
        Some(false) => Isolation::Kept,
        None => Isolation::Unknown,
    }
}

async fn seen_elsewhere(context: &Context) -> Option<bool> {
    let one = Ground::of(context, "isolation").await.ok()?;
    let Ok(other) = Ground::of(context, "isolation").await else {
        one.close().await;
        return None;
    };
    let seen = seen_by(context, &one.world, (&one.key, &other.key)).await;
    one.close().await;
    other.close().await;
    seen
}

/// Whether a stranger sees an account of a world; none where that cannot be told.
async fn seen_by(
    context: &Context,
    world: &str,
    (key, stranger): (&Secret, &Secret),
) -> Option<bool> {
    let body = json!({"country": "US", "currency": "usd"});
    let path = format!("{world}/accounts");
    let (_, made) = context.levers.pull("POST", &path, Some(&body)).await;
    let made = made.ok()?;
    let account = made["account"].as_str()?;
    let balance =
        |account: &str| Request::get("/v1/balance", Some(account.to_owned()), Purpose::Arrange);
    // Where a balance is shown whatever account is named, it tells nothing; then the account itself is asked for.
    if shows(context, stranger, &balance(NOBODY)).await? {
        let path = format!("/v1/accounts/{}", segment(account));
        let request = Request::get(path, None, Purpose::Arrange);
        return compared(context, &request, (key, stranger)).await;
    }
    compared(context, &balance(account), (key, stranger)).await
}

/// Whether a stranger is shown what its owner is; none where not even its owner is.
async fn compared(
    context: &Context,
    request: &Request,
    (key, stranger): (&Secret, &Secret),
) -> Option<bool> {
    if !shows(context, key, request).await? {
        return None;
    }
    shows(context, stranger, request).await
}

async fn shows(context: &Context, key: &Secret, request: &Request) -> Option<bool> {
    let url = &context.profile.url;
    let exchange = context.client.send(url, key, request).await;
    exchange.status.map(|status| status == 200)
}
