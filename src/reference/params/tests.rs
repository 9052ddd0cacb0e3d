//! Parameters, read.

use super::*;

fn params(query: &str) -> Params {
    Params::read(query.as_bytes(), b"", Custom::default()).unwrap_or_default()
}

fn code_of<T>(result: Result<T, ApiError>) -> Option<String> {
    let wire = result.err()?.wire();
    wire["error"]["code"].as_str().map(str::to_owned)
}

#[test]
fn only_plain_digits_are_an_integer() {
    for text in [
        "1.5",
        "1e3",
        "+1",
        "0x10",
        "--1",
        "-",
        "one",
        "99999999999999999999",
    ] {
        let code =
            code_of(params(&format!("amount={}", text.replace('+', "%2B"))).integer("amount"));
        assert_eq!(code.as_deref(), Some("parameter_invalid_integer"), "{text}");
    }
    assert_eq!(params("amount=-7").integer("amount"), Ok(Some(-7)));
}

#[test]
fn an_amount_is_at_least_one() {
    for amount in ["0", "-1"] {
        let code = code_of(params(&format!("amount={amount}")).amount("amount"));
        assert_eq!(code.as_deref(), Some("parameter_invalid_integer"));
    }
    let most = code_of(params("amount=1000000000000").amount("amount"));
    assert_eq!(most.as_deref(), Some("amount_too_large"));
}

#[test]
fn ranges_include_what_their_bounds_say() {
    let range = params("created[gt]=5&created[lte]=9").range("created");
    assert_eq!(range, Ok(Range { from: 6, to: 9 }));
    let exact = params("created=5").range("created");
    assert_eq!(exact, Ok(Range { from: 5, to: 5 }));
    let unknown = code_of(params("created[from]=5").range("created"));
    assert_eq!(unknown.as_deref(), Some("parameter_unknown"));
}

#[test]
fn lists_come_with_or_without_indexes() {
    assert_eq!(
        params("expand[]=a&expand[]=b").list("expand"),
        Ok(vec!["a", "b"])
    );
    assert_eq!(
        params("expand[1]=b&expand[0]=a").list("expand"),
        Ok(vec!["a", "b"])
    );
    assert!(params("expand=a").list("expand").is_err());
    assert!(params("expand[x]=a").list("expand").is_err());
}

#[test]
fn keys_and_values_of_metadata_have_their_lengths() {
    let with = |key: usize, value: usize| {
        params(&format!(
            "metadata[{}]={}",
            "k".repeat(key),
            "v".repeat(value)
        ))
        .metadata()
    };
    assert!(with(40, 500).is_ok());
    assert!(with(41, 500).is_err());
    assert!(with(40, 501).is_err());
    assert_eq!(params("metadata=").metadata(), Ok(Change::Clear));
    assert!(params("metadata=x").metadata().is_err());
}

#[test]
fn a_word_that_is_not_on_the_list_gets_the_list() {
    let error = params("method=slow").one_of("method", &[("instant", 1), ("standard", 2)]);
    let wire = error.err().map(|error| error.wire());
    let message = wire
        .as_ref()
        .and_then(|wire| wire["error"]["message"].as_str());
    assert_eq!(
        message,
        Some("Invalid method: must be one of instant or standard")
    );
}
