//! Single objects and pages of every list, with every filter, at its first and at a deep page.

use std::time::Instant;

use serde_json::Value;

use crate::client::{Client, request};
use crate::server::{Server, World};

/// How often each page is asked for.
const TIMES: usize = 21;

/// What was asked for, and how long it took in milliseconds: the median and the longest.
pub type Rows = Vec<(String, f64, f64)>;

/// The ids of a world's external accounts.
pub async fn destinations(server: &Server, world: &World) -> Vec<String> {
    let mut client = Client::connect(server.address).await;
    let account = client
        .json(&request("GET", "/v1/account", (&world.key, "")))
        .await;
    let account = account["id"].as_str().expect("an id");
    let path = format!("/v1/accounts/{account}/external_accounts?limit=100");
    let list = client.json(&request("GET", &path, (&world.key, ""))).await;
    let items = list["data"].as_array().expect("a list").iter();
    items
        .map(|item| item["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// Asks for all of it.
pub async fn measure(server: &Server, client: &mut Client, world: &World) -> Rows {
    let externals = destinations(server, world).await;
    let middle = Middle {
        payout: middle_of(client, world, "payouts").await,
        transaction: middle_of(client, world, "balance_transactions").await,
        event: middle_of(client, world, "events").await,
    };
    let mut rows = Vec::new();
    let path = format!("/v1/payouts/{}", middle.payout);
    let payout = client.json(&request("GET", &path, (&world.key, ""))).await;
    rows.push(timed(client, (world, "retrieve"), &path).await);
    for (list, filter) in filters(&payout, &externals) {
        let path = format!("/v1/{list}?limit=100{filter}");
        let plain = filter.replace("%5B", "[").replace("%5D", "]");
        let name = format!("{list} {}", plain.trim_start_matches('&'));
        rows.push(timed(client, (world, &name), &path).await);
        let cursor = match list {
            "payouts" => &middle.payout,
            "balance_transactions" => &middle.transaction,
            _ => &middle.event,
        };
        for direction in ["starting_after", "ending_before"] {
            let path = format!("{path}&{direction}={cursor}");
            rows.push(timed(client, (world, &format!("{name} {direction}")), &path).await);
        }
    }
    rows
}

/// The ids of what is in the middle of each list.
struct Middle {
    payout: String,
    transaction: String,
    event: String,
}

/// The id half-way to the newest of a list: ids are counted.
async fn middle_of(client: &mut Client, world: &World, list: &str) -> String {
    let path = format!("/v1/{list}?limit=1");
    let page = client.json(&request("GET", &path, (&world.key, ""))).await;
    let newest = page["data"][0]["id"].as_str().expect("an id").to_owned();
    let (head, digits) = newest.split_at(newest.find('_').expect("a prefix") + 9);
    let number: u64 = digits.parse().expect("a count");
    format!("{head}{:06}", number / 2 + 1)
}

/// The lists and what they are filtered by; some match much, some little, some nothing.
fn filters(payout: &Value, externals: &[String]) -> Vec<(&'static str, String)> {
    let (created, arrival) = (&payout["created"], &payout["arrival_date"]);
    let (paid, kept) = (&externals[0], &externals[1]);
    let id = payout["id"].as_str().expect("an id");
    let of = |list: &'static str, filters: &[String]| {
        let mut all = vec![(list, String::new())];
        all.extend(filters.iter().map(|filter| (list, format!("&{filter}"))));
        all
    };
    let payouts = of(
        "payouts",
        &[
            "status=pending".into(),
            "status=paid".into(),
            "status=canceled".into(),
            "status=failed".into(),
            format!("destination={paid}"),
            format!("destination={kept}&status=canceled"),
            format!("destination={paid}&status=pending"),
            format!("destination={kept}&status=paid"),
            format!("created={created}"),
            format!("created%5Bgte%5D={created}&status=canceled"),
            format!("arrival_date={arrival}"),
            format!("arrival_date={created}"),
            format!("arrival_date%5Blt%5D={arrival}&status=paid"),
        ],
    );
    let transactions = of(
        "balance_transactions",
        &[
            "type=payout".into(),
            "type=payout_cancel".into(),
            "type=adjustment".into(),
            "currency=usd".into(),
            "currency=cad".into(),
            "currency=cad&type=payout".into(),
            format!("created={created}"),
            format!("source={id}"),
            format!("payout={id}"),
        ],
    );
    let events = of(
        "events",
        &[
            "type=payout.created".into(),
            "type=payout.canceled".into(),
            "type=transfer.created".into(),
            "types%5B%5D=payout.failed&types%5B%5D=account.*".into(),
            "delivery_success=false".into(),
            format!("created={created}"),
        ],
    );
    [payouts, transactions, events].concat()
}

async fn timed(
    client: &mut Client,
    (world, name): (&World, &str),
    path: &str,
) -> (String, f64, f64) {
    let asked = request("GET", path, (&world.key, ""));
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        client.send(&asked).await;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let answer = client.json(&asked).await;
    let found = answer["data"].as_array().map(Vec::len);
    times.sort_by(f64::total_cmp);
    let name = match found {
        Some(count) => format!("{name} ({count})"),
        None => name.to_owned(),
    };
    (name, times[TIMES / 2], times[TIMES - 1])
}

/// Prints both sides and their ratio.
pub fn print((small, first): (u64, &Rows), (large, last): (u64, &Rows)) {
    println!("one request after the other, in ms (and how many items came)");
    println!(
        "{:>14} {:>14} {:>7}",
        format!("of {small}"),
        format!("of {large}"),
        "ratio"
    );
    println!("    p50   longest    p50   longest");
    for ((_, p50, longest), (name, late50, latest)) in first.iter().zip(last) {
        let ratio = late50 / p50;
        println!("{p50:>7.2} {longest:>7.2} {late50:>7.2} {latest:>7.2} {ratio:>6.1}   {name}");
    }
    let slowest = last.iter().map(|(_, p50, _)| *p50).fold(0.0, f64::max);
    println!("  the slowest median of {large}: {slowest:.2} ms");
}
