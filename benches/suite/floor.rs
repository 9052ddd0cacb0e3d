//! The floor: the very same requests in a bare reqwest loop, at the same concurrency, with nothing compared.

use futures::StreamExt as _;
use recoup::reference::Embedded;
use recoup::run::check::FURTHER_ROUNDS;
use recoup::run::plan::is_race;
use recoup::run::result::{Run, ScenarioResult};
use recoup::target::exchange::{Credentials, Exchange, Plane};
use reqwest::Method;

/// The requests of a scenario, in order.
pub type Script = Vec<Exchange>;

/// The requests of each scenario that ran, and again of those that a run tries several times, as requests race each other.
pub fn scripts(run: &Run) -> Vec<Script> {
    let ran = ran(run).map(|scenario| scenario.exchanges.clone());
    let races = self::ran(run).filter(|scenario| is_race(&scenario.steps));
    let races: Vec<Script> = races.map(|scenario| scenario.exchanges.clone()).collect();
    let further = std::iter::repeat_n(races, FURTHER_ROUNDS).flatten();
    ran.chain(further).collect()
}

/// The scenarios that ran.
pub fn ran(run: &Run) -> impl Iterator<Item = &ScenarioResult> {
    let scenarios = run.scenarios.iter();
    scenarios.filter(|scenario| !scenario.exchanges.is_empty())
}

/// Sends them all again, each scenario in a world of its own.
pub fn replay(reference: &Embedded, scripts: &[Script], jobs: usize) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let client = recoup::https::client()
            .user_agent("bare")
            .build()
            .expect("a client");
        let work = scripts
            .iter()
            .map(|script| replay_one(&client, reference, script));
        futures::stream::iter(work)
            .buffer_unordered(jobs)
            .for_each(|()| async {})
            .await;
    });
}

async fn replay_one(client: &reqwest::Client, reference: &Embedded, script: &[Exchange]) {
    let (mut world, mut key, mut recorded) = (String::new(), String::new(), String::new());
    for exchange in script {
        let text = send(client, reference, (exchange, &recorded, &world, &key)).await;
        if exchange.path == "/worlds" {
            let reply: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
            reply["world"]
                .as_str()
                .expect("a world")
                .clone_into(&mut world);
            reply["api_key"]
                .as_str()
                .expect("a key")
                .clone_into(&mut key);
            exchange.answer["world"]
                .as_str()
                .expect("a world")
                .clone_into(&mut recorded);
        } else {
            // The suite reads every answer as JSON, but for what it has read to the letter before; the floor reads them all.
            let _: Result<serde_json::Value, _> = serde_json::from_slice(&text);
        }
    }
    let dropped = client
        .delete(format!("{}/worlds/{world}", reference.levers_url()))
        .send()
        .await;
    dropped.expect("the world is dropped");
}

async fn send(
    client: &reqwest::Client,
    reference: &Embedded,
    (exchange, recorded, world, key): (&Exchange, &str, &str, &str),
) -> Vec<u8> {
    let url = match exchange.plane {
        Plane::Api => format!("{}{}", reference.url(), exchange.path),
        Plane::Lever => {
            let path = exchange.path.replacen(
                &format!("/worlds/{recorded}/"),
                &format!("/worlds/{world}/"),
                1,
            );
            format!("{}{path}", reference.levers_url())
        }
    };
    let method = Method::from_bytes(exchange.method.as_bytes()).expect("a method");
    let mut request = client.request(method, url);
    if exchange.plane == Plane::Api {
        request = match exchange.credentials {
            Credentials::Bearer => request.bearer_auth(key),
            Credentials::Basic => request.basic_auth(key, Some("")),
            Credentials::Nothing => request,
            Credentials::UnknownKey => request.bearer_auth("nobody"),
        };
    }
    if let Some(account) = &exchange.account {
        request = request.header("Stripe-Account", account);
    }
    if let Some(key) = &exchange.key {
        request = request.header("Idempotency-Key", key);
    }
    if !exchange.body.is_empty() {
        let kind = match exchange.plane {
            Plane::Api => "application/x-www-form-urlencoded",
            Plane::Lever => "application/json",
        };
        request = request
            .header("Content-Type", kind)
            .body(exchange.body.clone());
    }
    let response = request.send().await.expect("an answer");
    response.bytes().await.expect("a whole answer").to_vec()
}
