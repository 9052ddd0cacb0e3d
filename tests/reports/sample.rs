//! Runs made by hand, for the reports to tell.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{TimeZone, Utc};
use recoup::run::judge::Gate;
use recoup::run::result::{Ending, ReadingResult, RuleResult, Run, ScenarioResult};
use recoup::run::verdict::Verdict;
use recoup::scenario::finding::Finding;
use recoup::spec::level::Level;
use recoup::target::exchange::{Began, Exchange, Plane, Purpose};
use serde_json::{Value, json};

/// What a target that means harm would put into every text it can reach.
pub const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}]]><script>alert(1)</script>\0\r\t\u{9b}31m\u{202e}gnp.exe\u{2028}\u{ffff}&amp;\"'`$(id)";

/// A run of no rules.
pub fn empty() -> Run {
    Run {
        recoup: env!("CARGO_PKG_VERSION").to_owned(),
        url: "http://127.0.0.1:4242".to_owned(),
        implementation: json!({"name": "acme-payouts", "version": "2.3.1"}),
        declared: BTreeSet::new(),
        started: Utc.timestamp_opt(1_767_225_600, 0).unwrap(),
        duration: Duration::from_millis(804),
        ending: Ending::Finished,
        readings: Vec::new(),
        gate: Gate::Documented,
        shard: None,
        known: Vec::new(),
        rules: Vec::new(),
        scenarios: Vec::new(),
        notes: Vec::new(),
        features: Vec::new(),
        again: None,
    }
}

/// A run with one scenario a verdict, each in a rule of its own.
pub fn of(verdicts: &[Verdict]) -> Run {
    let mut run = empty();
    for (index, verdict) in verdicts.iter().enumerate() {
        run.rules
            .push(rule(&format!("PAY-CANCEL-{:02}", index + 1), *verdict));
        let mut scenario = scenario(
            &run.rules[index],
            &format!("Canceling payout number {index}"),
        );
        if *verdict == Verdict::Broken {
            scenario.findings.push(finding(&run.rules[index].id));
            scenario.exchanges = transcript();
        }
        if !matches!(verdict, Verdict::Upheld | Verdict::Broken) {
            scenario.reason = Some(format!("the reason of what is {}", verdict.phrase()));
        }
        run.scenarios.push(scenario);
    }
    run
}

/// A documented rule that gates.
pub fn rule(id: &str, verdict: Verdict) -> RuleResult {
    RuleResult {
        id: id.to_owned(),
        sentence: "A payout whose reversal is under way cannot be canceled".to_owned(),
        level: Level::Documented,
        gates: true,
        source: "API reference, \"Cancel a payout\"; \"Reverse a payout\".".to_owned(),
        explanation: None,
        reading: None,
        feature: "features/payouts/cancel.feature".to_owned(),
        line: 12,
        verdict,
        reason: None,
    }
}

/// A scenario that ended as its rule did.
pub fn scenario(rule: &RuleResult, title: &str) -> ScenarioResult {
    ScenarioResult {
        id: format!("payouts/cancel/{}", title.to_lowercase().replace(' ', "-")).into(),
        rule: rule.id.clone(),
        title: title.into(),
        feature: rule.feature.as_str().into(),
        line: rule.line + 5,
        steps: [
            "Given a payout of 11.00 USD from \"acme\" to a US bank account",
            "And the payout is being reversed",
            "When the platform cancels the payout",
            "Then the request is refused",
            "And the events sent are:\n| type          | object     |\n| payout.failed | the payout |",
            "And no money has moved",
        ]
        .map(str::to_owned)
        .into(),
        verdict: rule.verdict,
        reason: None,
        lever_fault: false,
        duration: Duration::from_micros(12_345),
        findings: Vec::new(),
        exchanges: Vec::new(),
        canonical: None,
    }
}

/// A finding of the third step.
pub fn finding(rule: &str) -> Finding {
    Finding {
        rule: rule.to_owned(),
        step: "Then the request is refused".to_owned(),
        expected: "a refusal: HTTP 400 with an error of the type invalid_request_error".to_owned(),
        observed: "HTTP 200, and the payout is canceled".to_owned(),
        exchange: Some(4),
        diff: None,
        known: false,
    }
}

/// What was said around a cancellation.
pub fn transcript() -> Vec<Exchange> {
    let lever = |path: &str, body: &str, answer: Value| Exchange {
        plane: Plane::Lever,
        body: body.to_owned(),
        ..exchange(Purpose::Arrange, "POST", path, answer)
    };
    let api = |purpose, method, path, answer| Exchange {
        account: Some("acct_1".to_owned()),
        ..exchange(purpose, method, path, answer)
    };
    let payout = json!({"id": "po_1", "object": "payout", "amount": 1100, "metadata": {}, "status": "canceled"});
    let mut made = api(Purpose::Arrange, "POST", "/v1/payouts", payout.clone());
    made.body
        .push_str("amount=1100&currency=usd&metadata%5Border_id%5D=6735");
    let mut act = api(
        Purpose::Act,
        "POST",
        "/v1/payouts/po_1/cancel",
        payout.clone(),
    );
    act.body
        .push_str("expand%5B%5D=reversed_by&note=it%27s+late");
    vec![
        lever(
            "/worlds",
            "{\"label\":\"payouts/cancel:17\"}",
            json!({"world": "w_1"}),
        ),
        lever(
            "/worlds/w_1/accounts",
            "{\"country\":\"US\"}",
            json!({"account": "acct_1"}),
        ),
        made,
        api(
            Purpose::Footprint,
            "GET",
            "/v1/balance",
            json!({"object": "balance"}),
        ),
        act,
        api(Purpose::Observe, "GET", "/v1/payouts/po_1", payout),
        api(
            Purpose::Footprint,
            "GET",
            "/v1/balance",
            json!({"object": "balance"}),
        ),
    ]
}

/// A bare request of the API plane, answered with 200.
pub fn exchange(purpose: Purpose, method: &str, path: &str, answer: Value) -> Exchange {
    Exchange {
        plane: Plane::Api,
        purpose,
        method: method.to_owned(),
        path: path.to_owned(),
        account: None,
        key: None,
        credentials: recoup::target::exchange::Credentials::default(),
        request_id: None,
        replayed: false,
        body: String::new(),
        status: Some(200),
        answer: answer.into(),
        trouble: None,
        text: Vec::new(),
        micros: 0,
        began: Began::Unknown,
    }
}

/// A red run as a person would meet it: every verdict, two findings of one rule, an advisory, readings and a note.
pub fn red() -> Run {
    use Verdict::{Broken, Faulted, NotApplicable, NotTestable, Upheld};
    let mut run = of(&[Upheld, Broken, Broken, NotApplicable, NotTestable, Faulted]);
    let mut second = scenario(
        &run.rules[1],
        "Canceling a payout in transit, while its reversal is pending",
    );
    second.line = 31;
    second.findings.push(Finding {
        observed: "HTTP 500".to_owned(),
        ..finding("PAY-CANCEL-02")
    });
    second.exchanges = transcript();
    run.scenarios.insert(2, second);
    run.rules[2].gates = false;
    run.rules[2].level = Level::Inferred;
    run.rules.push(rule("PAY-REV-01", Upheld));
    let upheld = scenario(&run.rules[6], "Reversing a paid payout");
    run.scenarios.push(upheld);
    for scenario in &mut run.scenarios {
        if scenario.verdict == Faulted {
            let mut broken = exchange(Purpose::Arrange, "POST", "/worlds", json!("<h1>oops</h1>"));
            broken.plane = Plane::Lever;
            broken.status = Some(502);
            broken.trouble = Some("the answer is not JSON".to_owned());
            scenario.exchanges.push(broken);
        }
    }
    run.readings = [
        ("payout-reversal-countries", Some("us-ca"), false),
        ("reversal-day-90", Some("refused"), true),
        ("reverse-in-transit", None, false),
    ]
    .map(|(choice, value, pinned)| ReadingResult {
        choice: choice.to_owned(),
        value: value.map(str::to_owned),
        pinned,
    })
    .to_vec();
    run.notes
        .push("payout: 2 members that no document names: x_trace, x_region".to_owned());
    run
}

/// A run whose every text is hostile, with an answer of a megabyte.
pub fn hostile() -> Run {
    let mut run = of(&Verdict::ALL);
    run.implementation = json!({ "name": HOSTILE, "version": HOSTILE });
    run.notes.push(HOSTILE.to_owned());
    run.readings.push(ReadingResult {
        choice: HOSTILE.to_owned(),
        value: Some(HOSTILE.to_owned()),
        pinned: true,
    });
    for rule in &mut run.rules {
        rule.sentence.push_str(HOSTILE);
        rule.source.push_str(HOSTILE);
    }
    for scenario in &mut run.scenarios {
        scenario.title = format!("{}{HOSTILE}", scenario.title).into();
        scenario.reason = Some(HOSTILE.to_owned());
        let hostile = [HOSTILE.to_owned()];
        scenario.steps = [&*scenario.steps, &hostile].concat().into();
        scenario.exchanges = transcript();
        for exchange in &mut scenario.exchanges {
            exchange.path.push_str(HOSTILE);
            exchange.body = format!("name={HOSTILE}");
            exchange.account = Some(HOSTILE.to_owned());
            exchange.trouble = Some(HOSTILE.to_owned());
            exchange.answer = json!({ HOSTILE: HOSTILE }).into();
        }
        scenario.exchanges[4].answer = json!("\u{1b}".repeat(1 << 20)).into();
        scenario.exchanges[5].answer = json!({ "list": vec![HOSTILE; 10_000] }).into();
        for finding in &mut scenario.findings {
            finding.expected.push_str(HOSTILE);
            finding.observed = HOSTILE.repeat(10_000);
            finding.diff = Some(format!("-{HOSTILE}\n+{HOSTILE}\n"));
        }
    }
    run
}
