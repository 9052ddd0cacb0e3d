"""The `curl` lines of the documents and the answers that they show.

A line is word for word the document's, but that the key is written as `<<YOUR_SECRET_KEY>>`.
"""

PAYOUT = "po_1OaFDbEcg9tTZuTgNYmX0PKB"
TRANSFER = "tr_1Mio2dLkdIwHu7ixsUuCxJpu"
TRANSFER_REVERSAL = "trr_1Mio2eLkdIwHu7ixN5LPJS4a"

A_PAYOUT = {
    "id": PAYOUT,
    "object": "payout",
    "amount": 1100,
    "arrival_date": 1680652800,
    "automatic": False,
    "balance_transaction": "txn_1OaFDcEcg9tTZuTgYMR25tSe",
    "created": 1680648691,
    "currency": "usd",
    "description": None,
    "destination": "ba_1MtIhL2eZvKYlo2CAElKwKu2",
    "failure_balance_transaction": None,
    "failure_code": None,
    "failure_message": None,
    "livemode": False,
    "metadata": {},
    "method": "standard",
    "original_payout": None,
    "reconciliation_status": "not_applicable",
    "reversed_by": None,
    "source_type": "card",
    "statement_descriptor": None,
    "status": "pending",
    "type": "bank_account",
}
A_CANCELED_PAYOUT = {
    **A_PAYOUT,
    "failure_balance_transaction": "txn_1OaFJKEcg9tTZuTg2RdsWQhi",
    "status": "canceled",
}
A_REVERSING_PAYOUT = {
    **A_PAYOUT,
    "id": "po_1Oj6B8rU4sY9X3L2mQ6T5fZ1",
    "amount": -1100,
    "balance_transaction": "txn_1O5G7H8k1p2Q9a6c0N8elkI0",
    "original_payout": PAYOUT,
}
A_TRANSFER_REVERSAL = {
    "id": TRANSFER_REVERSAL,
    "object": "transfer_reversal",
    "amount": 400,
    "balance_transaction": "txn_1Mio2eLkdIwHu7ixosfrbjhW",
    "created": 1678147568,
    "currency": "usd",
    "destination_payment_refund": "pyr_1Mio2eQ9PRzxEwkZYewpaIFB",
    "metadata": {},
    "source_refund": None,
    "transfer": TRANSFER,
}
A_DEBIT_REVERSAL = {
    "id": "{{DEBIT_REVERSAL_ID}}",
    "object": "debit_reversal",
    "amount": 1000,
    "currency": "usd",
    "financial_account": "{{FINANCIAL_ACCOUNT_ID}}",
    "hosted_regulatory_receipt_url": "https://payments.stripe.com/regulatory-receipt/{{URL_ID}}",
    "linked_flows": None,
    "livemode": False,
    "metadata": {},
    "network": "ach",
    "received_debit": "{{RECEIVED_DEBIT_ID}}",
    "resolution": None,
    "status": "processing",
    "status_transitions": {"completed_at": None},
    "transaction": "{{TRANSACTION_ID}}",
}
# Cut short in the document; its amounts and ids are those of the creation.
A_DEBIT_REVERSAL_READ = {
    "id": "{{DEBIT_REVERSAL_ID}}",
    "object": "debit_reversal",
    "livemode": False,
    "created": "{{Timestamp}}",
    "financial_account": "{{FINANCIAL_ACCOUNT_ID}}",
    "amount": 1000,
    "currency": "usd",
    "received_debit": "{{RECEIVED_DEBIT_ID}}",
}

# What a line is, what it needs, the line, and the answer that the document shows (None: none).
LINES = [
    (
        "API reference, Update a payout",
        "pending payout",
        r'''curl https://api.stripe.com/v1/payouts/po_1OaFDbEcg9tTZuTgNYmX0PKB \
-u "<<YOUR_SECRET_KEY>>:" \
-d "metadata[order_id]"=6735''',
        {**A_PAYOUT, "metadata": {"order_id": "6735"}},
    ),
    (
        "API reference, Retrieve a payout",
        "pending payout",
        r'''curl https://api.stripe.com/v1/payouts/po_1OaFDbEcg9tTZuTgNYmX0PKB \
-u "<<YOUR_SECRET_KEY>>:"''',
        A_PAYOUT,
    ),
    (
        "API reference, List all payouts",
        "pending payout",
        r'''curl -G https://api.stripe.com/v1/payouts \
-u "<<YOUR_SECRET_KEY>>:" \
-d limit=3''',
        {"object": "list", "url": "/v1/payouts", "has_more": False, "data": [A_PAYOUT]},
    ),
    (
        "API reference, Cancel a payout",
        "pending payout",
        r'''curl -X POST https://api.stripe.com/v1/payouts/po_1OaFDbEcg9tTZuTgNYmX0PKB/cancel \
-u "<<YOUR_SECRET_KEY>>:"''',
        A_CANCELED_PAYOUT,
    ),
    (
        "API reference, Reverse a payout",
        "paid payout, as its account",
        r'''curl -X POST https://api.stripe.com/v1/payouts/po_1OaFDbEcg9tTZuTgNYmX0PKB/reverse \
-u "<<YOUR_SECRET_KEY>>:"''',
        A_REVERSING_PAYOUT,
    ),
    (
        "API reference, Reverse a payout (US and Canada)",
        "paid payout, as its account",
        r'''curl -X POST https://api.stripe.com/v1/payouts/po_1OaFDbEcg9tTZuTgNYmX0PKB/reverse \
  -u "<<YOUR_SECRET_KEY>>"''',
        A_REVERSING_PAYOUT,
    ),
    (
        "Connect guide, Payout reversals",
        "paid payout",
        r'''curl -X POST https://api.stripe.com/v1/payouts/{{PAYOUT_ID}}/reverse \
  -u "<<YOUR_SECRET_KEY>>:" \
  -H "Stripe-Account: {{CONNECTED_ACCOUNT_ID}}"''',
        A_REVERSING_PAYOUT,
    ),
    (
        "API reference, Create a transfer reversal",
        "transfer",
        r'''curl https://api.stripe.com/v1/transfers/tr_1Mio2dLkdIwHu7ixsUuCxJpu/reversals \
  -u "<<YOUR_SECRET_KEY>>:" \
  -d amount=400''',
        A_TRANSFER_REVERSAL,
    ),
    (
        "API reference, Update a reversal",
        "transfer reversal",
        r'''curl https://api.stripe.com/v1/transfers/tr_1Mio2dLkdIwHu7ixsUuCxJpu/reversals/trr_1Mio2eLkdIwHu7ixN5LPJS4a \
  -u "<<YOUR_SECRET_KEY>>:" \
  -d "metadata[order_id]"=6735''',
        {**A_TRANSFER_REVERSAL, "metadata": {"order_id": "6735"}},
    ),
    (
        "API reference, Retrieve a reversal",
        "transfer reversal",
        r'''curl https://api.stripe.com/v1/transfers/tr_1Mio2dLkdIwHu7ixsUuCxJpu/reversals/trr_1Mio2eLkdIwHu7ixN5LPJS4a \
  -u "<<YOUR_SECRET_KEY>>:"''',
        A_TRANSFER_REVERSAL,
    ),
    (
        "Treasury guide, Creating a DebitReversal",
        "received debit",
        r'''curl https://api.stripe.com/v1/treasury/debit_reversals \
-u "<<YOUR_SECRET_KEY>>:" \
-H "Stripe-Account: {{CONNECTED_ACCOUNT_ID}}" \
-d received_debit={{RECEIVED_DEBIT_ID}} \
-d "metadata[reason]"=Because''',
        A_DEBIT_REVERSAL,
    ),
    (
        "Treasury guide, Retrieve a DebitReversal",
        "debit reversal",
        r'''curl https://api.stripe.com/v1/treasury/debit_reversals/{{DEBIT_REVERSAL_ID}} \
-u "<<YOUR_SECRET_KEY>>:" \
-H "Stripe-Account: {{CONNECTED_ACCOUNT_ID}}"''',
        A_DEBIT_REVERSAL_READ,
    ),
    (
        "Treasury guide, List DebitReversals",
        "debit reversal",
        r'''curl -G https://api.stripe.com/v1/treasury/debit_reversals \
-u "<<YOUR_SECRET_KEY>>:" \
-H "Stripe-Account: {{CONNECTED_ACCOUNT_ID}}" \
-d financial_account={{FINANCIAL_ACCOUNT_ID}} \
-d limit=3''',
        None,
    ),
]
