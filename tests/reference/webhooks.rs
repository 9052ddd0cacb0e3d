//! Webhook endpoints and what is delivered to them.

use std::net::TcpListener;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use recoup::reference::Options;
use reqwest::Method;
use serde_json::{Value, json};

use crate::inbox::Inbox;
use crate::world::{Answer, World, id};

const URL: &str = "/v1/webhook_endpoints";
const HOUR: u64 = 3_600;

async fn as_platform(world: &World, method: Method, path: &str, form: &str) -> Answer {
    world.call_as(None, method, path, form).await
}

/// Makes an endpoint of the platform and answers it.
async fn listen(world: &World, url: &str, more: &str) -> Value {
    let form = format!("url={url}&{more}");
    as_platform(world, Method::POST, URL, &form).await.ok()
}

const CONNECT: &str = "connect=true&enabled_events[]=payout.created&enabled_events[]=payout.paid";

fn secret(endpoint: &Value) -> &str {
    endpoint["secret"].as_str().unwrap()
}

async fn pending_webhooks(world: &World, event: &Value) -> Value {
    let now = world.get(&format!("/v1/events/{}", id(event))).await;
    now["pending_webhooks"].clone()
}

#[tokio::test]
async fn an_endpoint_is_made_read_updated_listed_and_deleted() {
    let world = World::new().await;
    let made = listen(
        &world,
        "https://example.org/a",
        "enabled_events[]=*&metadata[a]=1",
    )
    .await;
    let path = format!("{URL}/{}", id(&made));
    assert!(secret(&made).starts_with("whsec_"));
    let mut read = made.clone();
    read.as_object_mut().unwrap().remove("secret");
    let expected = json!({
        "id": id(&made), "object": "webhook_endpoint", "api_version": null, "application": null,
        "created": 1_700_000_000, "description": null, "enabled_events": ["*"], "livemode": false,
        "metadata": {"a": "1"}, "status": "enabled", "url": "https://example.org/a",
    });
    assert_eq!(read, expected);
    let get = |path: String| as_platform(&world, Method::GET, Box::leak(path.into_boxed_str()), "");
    assert_eq!(get(path.clone()).await.ok(), expected);
    let form = "disabled=true&description=mine&enabled_events[0]=payout.paid&metadata=";
    let updated = as_platform(&world, Method::POST, &path, form).await.ok();
    assert_eq!(updated["status"], "disabled");
    assert_eq!(updated["description"], "mine");
    assert_eq!(updated["enabled_events"], json!(["payout.paid"]));
    assert_eq!(updated["metadata"], json!({}));
    assert_eq!(get(URL.to_owned()).await.ok()["data"], json!([updated]));
    let foreign = world.call(Method::GET, &path, "").await;
    assert_eq!(foreign.status, 404);
    let gone = as_platform(&world, Method::DELETE, &path, "").await.ok();
    let expected = json!({"id": id(&made), "object": "webhook_endpoint", "deleted": true});
    assert_eq!(gone, expected);
    let missing = get(path).await;
    assert_eq!(
        (missing.status, missing.error("param")),
        (404, "webhook_endpoint")
    );
    assert_eq!(get(URL.to_owned()).await.ok()["data"], json!([]));
}

#[tokio::test]
async fn an_endpoint_is_refused_for_what_is_wrong_with_it() {
    let world = World::new().await;
    for (form, code, param) in [
        ("enabled_events[]=*", "parameter_missing", "url"),
        (
            "url=http://a.example",
            "parameter_missing",
            "enabled_events",
        ),
        (
            "url=ftp://a.example&enabled_events[]=*",
            "url_invalid",
            "url",
        ),
        ("url=a.example&enabled_events[]=*", "url_invalid", "url"),
        (
            "url=http://a.example&enabled_events[]=payout.reversed",
            "",
            "enabled_events",
        ),
        (
            "url=http://a.example&enabled_events=*",
            "",
            "enabled_events",
        ),
        (
            "url=http://a.example&enabled_events[]=*&api_version=new",
            "",
            "api_version",
        ),
        (
            "url=http://a.example&enabled_events[]=*&disabled=true",
            "parameter_unknown",
            "disabled",
        ),
    ] {
        let refused = as_platform(&world, Method::POST, URL, form).await;
        assert_eq!(refused.status, 400, "{form}");
        let seen = (refused.error("code"), refused.error("param"));
        assert_eq!(seen, (code, param), "{form}");
    }
}

#[tokio::test]
async fn a_delivery_verifies_and_pending_webhooks_fall() {
    let world = World::new().await;
    let mut inbox = Inbox::open().await;
    let connect = listen(&world, &inbox.url, CONNECT).await;
    listen(&world, &inbox.url, "enabled_events[]=*").await;
    world.payout(100).await;
    world.advance(0).await;
    let came = inbox.all();
    assert_eq!(
        came.len(),
        1,
        "the platform's own endpoint gets none of acme's"
    );
    let event = came[0].event();
    assert_eq!(event["type"], "payout.created");
    assert_eq!(event["account"], json!(world.acme));
    assert_eq!(event["pending_webhooks"], 1);
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let time = came[0].time(secret(&connect)).unwrap();
    assert!(now.abs_diff(time.unsigned_abs()) < 60);
    let kind = came[0].headers.get("content-type").unwrap();
    assert_eq!(kind, "application/json; charset=utf-8");
    assert_eq!(pending_webhooks(&world, &event).await, 0);
    let listed = world.get("/v1/events?delivery_success=true").await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_platform_hears_of_itself_where_it_did_not_ask_for_others() {
    let world = World::new().await;
    let mut inbox = Inbox::open().await;
    listen(&world, &inbox.url, "enabled_events[]=transfer.created").await;
    let others = listen(
        &world,
        &inbox.url,
        "connect=true&enabled_events[]=transfer.created",
    )
    .await;
    world.lever("funds", &json!({"amount": 800})).await;
    let form = format!("amount=800&currency=usd&destination={}", world.acme);
    as_platform(&world, Method::POST, "/v1/transfers", &form)
        .await
        .ok();
    world.advance(0).await;
    let came = inbox.all();
    assert_eq!(came.len(), 1);
    assert_eq!(came[0].event().get("account"), None);
    assert_eq!(
        came[0].time(secret(&others)),
        None,
        "it is signed for the other"
    );
}

#[tokio::test]
async fn what_was_not_taken_is_tried_again_by_the_world_s_clock() {
    let world = World::new().await;
    let mut inbox = Inbox::open().await;
    let endpoint = listen(&world, &inbox.url, CONNECT).await;
    for status in [500, 302] {
        inbox.plan(status);
    }
    world.payout(100).await;
    world.advance(HOUR - 1).await;
    let first = inbox.all();
    assert_eq!(first.len(), 1);
    let event = first[0].event();
    assert_eq!(pending_webhooks(&world, &event).await, 1);
    let failing = world.get("/v1/events?delivery_success=false").await;
    assert_eq!(id(&failing["data"][0]), id(&event));
    world.advance(1).await;
    assert_eq!(
        inbox.all().len(),
        1,
        "a redirection is a failure, and not followed"
    );
    world.advance(3 * HOUR).await;
    let third = inbox.all();
    assert_eq!(third.len(), 1);
    assert_eq!(third[0].event(), event);
    assert!(third[0].time(secret(&endpoint)).is_some());
    assert_eq!(pending_webhooks(&world, &event).await, 0);
    world.advance(80 * HOUR).await;
    assert_eq!(inbox.all().len(), 0);
}

#[tokio::test]
async fn attempts_end_and_leave_the_event_undelivered() {
    let world = World::new().await;
    let mut inbox = Inbox::open().await;
    listen(&world, &inbox.url, CONNECT).await;
    for _ in 0..9 {
        inbox.plan(500);
    }
    world.payout(100).await;
    world.advance(100 * HOUR).await;
    let came = inbox.all();
    assert_eq!(came.len(), 5);
    assert_eq!(pending_webhooks(&world, &came[0].event()).await, 0);
    let failed = world.get("/v1/events?delivery_success=false").await;
    assert_eq!(failed["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn disabled_and_deleted_endpoints_get_nothing() {
    let world = World::new().await;
    let mut inbox = Inbox::open().await;
    let one = listen(&world, &inbox.url, CONNECT).await;
    let other = listen(&world, &inbox.url, CONNECT).await;
    let path = |endpoint: &Value| format!("{URL}/{}", id(endpoint));
    as_platform(&world, Method::POST, &path(&one), "disabled=true")
        .await
        .ok();
    as_platform(&world, Method::DELETE, &path(&other), "")
        .await
        .ok();
    world.payout(100).await;
    world.advance(HOUR).await;
    assert_eq!(inbox.all().len(), 0);
    as_platform(&world, Method::POST, &path(&one), "disabled=false")
        .await
        .ok();
    world.payout(100).await;
    world.advance(0).await;
    assert_eq!(inbox.all().len(), 1);
}

#[tokio::test]
async fn an_endpoint_that_hangs_holds_nobody_up() {
    let world = World::with(Options {
        webhook_timeout: Some(Duration::from_millis(300)),
        ..Options::default()
    })
    .await;
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = format!("http://{}/", silent.local_addr().unwrap());
    let mut inbox = Inbox::open().await;
    listen(&world, &silent, CONNECT).await;
    listen(&world, &inbox.url, CONNECT).await;
    for _ in 0..9 {
        world.payout(100).await;
    }
    let mut event = Value::Null;
    for _ in 0..9 {
        event = inbox.next().await.event();
    }
    assert_eq!(event["pending_webhooks"], 2);
    world.advance(0).await;
    assert_eq!(pending_webhooks(&world, &event).await, 1);
}

#[tokio::test]
async fn a_world_that_is_dropped_ends_its_deliveries() {
    let world = World::new().await;
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    listen(&world, &url, CONNECT).await;
    world.payout(100).await;
    let waiting = world.advance(0);
    let dropping = async {
        // The lever waits for the silent endpoint until its world is gone.
        let dropped = world.client.delete(&world.levers).send().await.unwrap();
        assert_eq!(dropped.status(), 204);
    };
    tokio::join!(waiting, dropping);
}
