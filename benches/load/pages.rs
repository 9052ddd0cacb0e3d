//! Single objects and pages of every list, with every filter, at its first and at a deep page.

use std::time::Instant;

use serde_json::Value;

use crate::client::{Client, request};
use crate::server::{Server, World};

/// How often each page is asked for.
const TIMES: usize = 21;

/// What was asked for, and how long it took from each side.
pub struct Row {
    name: String,
    /// In milliseconds, the shortest time and the median: the first page, and from the middle on to either end.
    pages: Vec<(f64, f64)>,
}

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
pub async fn measure(server: &Server, client: &mut Client, world: &World) -> Vec<Row> {
    let externals = destinations(server, world).await;
    let middle = Middle {
        payout: middle_of(client, world, "payouts").await,
        transaction: middle_of(client, world, "balance_transactions").await,
        event: middle_of(client, world, "events").await,
    };
    let path = format!("/v1/payouts/{}", middle.payout);
    let payout = client.json(&request("GET", &path, (&world.key, ""))).await;
    let mut rows = vec![Row {
        name: "retrieve".to_owned(),
        pages: vec![timed(client, world, &path).await],
    }];
    for (list, filter) in filters(&payout, &externals) {
        let path = format!("/v1/{list}?limit=100{filter}");
        let cursor = match list {
            "payouts" => &middle.payout,
            "balance_transactions" => &middle.transaction,
            _ => &middle.event,
        };
        let mut pages = Vec::new();
        for side in ["", "&starting_after=", "&ending_before="] {
            let id = if side.is_empty() { "" } else { cursor };
            pages.push(timed(client, world, &format!("{path}{side}{id}")).await);
        }
        let plain = filter.replace("%5B", "[").replace("%5D", "]");
        let name = format!("{list} {}", plain.trim_start_matches('&'));
        rows.push(Row { name, pages });
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

/// How long an answer takes, in milliseconds: the shortest time, which nobody has disturbed, and the median.
async fn timed(client: &mut Client, world: &World, path: &str) -> (f64, f64) {
    let asked = request("GET", path, (&world.key, ""));
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        client.send(&asked).await;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    (times[0], times[TIMES / 2])
}

/// Prints both sizes side by side.
pub fn print((small, first): (u64, &[Row]), (large, last): (u64, &[Row])) {
    println!("pages of 100, one request after the other: the shortest of {TIMES} times, in ms");
    println!(
        "  {:^20}   {:^20}",
        format!("of {small}"),
        format!("of {large}")
    );
    println!("   first  after before    first  after before");
    for (few, many) in first.iter().zip(last) {
        let told = |row: &Row| {
            let times = row
                .pages
                .iter()
                .map(|(shortest, _)| format!(" {shortest:>6.2}"));
            format!("{:<21}", times.collect::<String>())
        };
        println!("  {}   {}   {}", told(few), told(many), many.name);
    }
    for (size, rows) in [(small, first), (large, last)] {
        let all = || rows.iter().flat_map(|row| &row.pages);
        let slowest = all().map(|(shortest, _)| *shortest).fold(0.0, f64::max);
        let median = all().map(|(_, median)| *median).fold(0.0, f64::max);
        println!("  of {size}: the slowest page {slowest:.2} ms, by its median {median:.2} ms");
    }
}
