//! Requests, and whether they succeed or are refused.

use cucumber::gherkin::Step;
use cucumber::{then, when};
use serde_json::Value;

use super::table::parameters;
use crate::scenario::clients::ClientAct;
use crate::scenario::notation::{Actor, Owner};
use crate::scenario::object::Object;
use crate::scenario::refusal::first_difference;
use crate::scenario::trouble::Stop;
use crate::scenario::words::{Creation, Noun, Verb};
use crate::scenario::world::{World, refusal_text};

#[when(
    regex = r#"^the platform creates a (payout from|transfer to) ("[^"]+"|the platform) with:$"#
)]
async fn creates_for(
    world: &mut World,
    what: String,
    owner: Owner,
    step: &Step,
) -> Result<(), Stop> {
    let mut params = parameters(world, step).await?;
    if what == "payout from" {
        return world.create_payout(owner, params).await;
    }
    params.insert(
        0,
        ("destination".to_owned(), world.account_id(&owner).await?),
    );
    world.create(Creation::Transfer, params).await
}

#[when(expr = "the platform creates a(n) {creation} with:")]
async fn creates(world: &mut World, creation: Creation, step: &Step) -> Result<(), Stop> {
    let params = parameters(world, step).await?;
    world.create(creation, params).await
}

#[when(expr = "{int} clients at once each {client_act}")]
async fn at_once(world: &mut World, clients: usize, act: ClientAct) -> Result<(), Stop> {
    world.ask_at_once(clients, &act).await
}

#[when(expr = "the platform {verb} {object}")]
async fn acts(world: &mut World, verb: Verb, object: Object) -> Result<(), Stop> {
    world.act_on(verb, &object, None, Vec::new()).await
}

#[when(expr = "the platform {verb} {object} with:")]
async fn acts_with(world: &mut World, verb: Verb, object: Object, step: &Step) -> Result<(), Stop> {
    let params = parameters(world, step).await?;
    world.act_on(verb, &object, None, params).await
}

#[when(expr = "the platform {verb} {object} as {actor}")]
async fn acts_as(world: &mut World, verb: Verb, object: Object, actor: Actor) -> Result<(), Stop> {
    world.act_on(verb, &object, Some(actor), Vec::new()).await
}

#[when(expr = "the platform {verb} a(n) {noun} that does not exist")]
async fn acts_on_nothing(world: &mut World, verb: Verb, noun: Noun) -> Result<(), Stop> {
    world.act_on_nothing(verb, noun).await
}

#[when("the platform repeats the request")]
async fn repeats(world: &mut World) -> Result<(), Stop> {
    world.repeat().await
}

#[then("the request succeeds")]
fn succeeds(world: &mut World) -> Result<(), Stop> {
    let answer = world.answer()?;
    world.check(answer.status == 200, Some(answer.exchange), || {
        (
            "the request succeeds (status 200)".into(),
            format!("status {}{}", answer.status, refusal_text(&answer.body)),
        )
    })
}

#[then(regex = r"^(at most )?(\d+) of the requests succeeds?$")]
async fn so_many_succeed(world: &mut World, at_most: String, count: usize) -> Result<(), Stop> {
    world.check_succeeded(count, !at_most.is_empty()).await
}

#[then("the request is refused")]
async fn is_refused(world: &mut World) -> Result<(), Stop> {
    let answer = world.answer()?;
    world.check_refused(&answer)?;
    world.check_no_trace().await
}

#[then(expr = "no such {noun} is found")]
async fn none_found(world: &mut World, noun: Noun) -> Result<(), Stop> {
    let answer = world.answer()?;
    world.check_missing(&answer, noun)?;
    world.check_no_trace().await
}

#[then(expr = "the refusal has the code {string}")]
fn refusal_code(world: &mut World, code: String) -> Result<(), Stop> {
    refusal_member(world, "code", code)
}

#[then(expr = "the refusal names the parameter {string}")]
fn refusal_parameter(world: &mut World, parameter: String) -> Result<(), Stop> {
    refusal_member(world, "param", parameter)
}

fn refusal_member(world: &mut World, member: &str, expected: String) -> Result<(), Stop> {
    let answer = world.answer()?;
    let (expected, shown) = (Value::String(expected), &answer.body["error"][member]);
    world.check(*shown == expected, Some(answer.exchange), || {
        (
            format!("error.{member} is {expected}"),
            format!("error.{member} is {shown}"),
        )
    })
}

#[then("both requests have the same answer")]
fn same_answer(world: &mut World) -> Result<(), Stop> {
    let act = world.acted()?;
    let (Some(first), Some(second)) = (act.first, act.answer) else {
        return Err(world.fault("the act of this scenario repeats no request"));
    };
    let at = Some(second.exchange);
    world.check(first.status == second.status, at, || {
        (
            format!("status {}", first.status),
            format!("status {}", second.status),
        )
    })?;
    let difference = first_difference(&first.body, &second.body);
    world.check(difference.is_none(), at, || {
        let (member, was, now) = difference.unwrap_or_default();
        (format!("{member} is {was}"), format!("{member} is {now}"))
    })
}
