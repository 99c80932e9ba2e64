"""The conditions of the ways after the last notice, in English: what was found, and what it would need."""

from __future__ import annotations

CONDITIONS: dict[str, str] = {
    "ladder_climbed": "every reminder has left and the deadline of the last one is over ({day})",
    "debtor_address": "the debtor's postal address is not complete: street, postcode and town are needed",
    "debtor_siren": "the debtor's SIREN is not known: take it from the register (it identifies the party)",
    "creditor_identity": "the firm's address or SIREN is lacking: complete firm in the configuration",
    "invoice_copy": "the copy of {numbers} is not in the books: import or enclose it",
    "proof_of_order": "the order, signed quote or contract is not in the books: add it to the exhibits",
    "unplaced_money": "{amount} received from this client lies on no invoice: place it first",
    "interest_unknown": "interest could not be computed: {why}",
    "vat_unknown": "the VAT of {numbers} is not known: it parts the net amount from the tax",
    "other_currency": "{numbers}: another currency, not in this sum; to be dealt with apart",
    "promised": "payment is promised ({why}): wait until {until} or end the promise",
    "instalments": "instalments are running ({why}): the plan must be broken first",
    "credits_cover": "the credits to deduct cover what is owed",
    "disputed": "the debt is disputed ({why}): a disputed debt is argued on the merits",
    "insolvent": "collective proceedings: pursuit stops, the claim is declared",
    "deceased": "the client has died ({why}): find the notary in charge of the estate first",
    "foreign_creditor": "the firm is established outside France ({country}): only French ways are known here",
    "foreign_debtor": "the debtor is outside France ({country}): no way before that country's courts is known here",
    "public_debtor": (
        "public debtor: nothing gathered here opens this way against it; first ask where the payment stands and claim"
        " the interest owed"
    ),
    "own_fees": "a lawyer's own fees are fixed by the bâtonnier, never by an order for payment or a court",
    "secrecy": "handing a lawyer's fees to a third party discloses a secret: ruled out",
    "formal_notice": "the formal notice left on {day}",
    "no_formal_notice": "no formal notice has left for {numbers}: send it first",
    "notice_reception": "enclose the proof that the formal notice was received, if it went by registered post",
    "limitation": "act by {day} at the latest (limitation)",
    "limitation_over": "the debt may be barred since {day}: have it checked before any act",
    "limitation_public": "act by {day} at the latest (limitation)",
    "limitation_public_over": "the debt may be barred since {day}: have it checked before any act",
    "doubtful_entry": "entry: debit 416, credit 411, for the balance of {amount}, taxes included",
    "already_doubtful": "already among the doubtful customers",
    "cash_books": "cash books: there is no account 411, nothing to transfer",
    "not_irrecoverable": "doubtful is not irrecoverable: VAT comes back only once the loss is final",
    "fees_to_batonnier": "disputes about fees and their recovery go to the lawyer's bâtonnier",
    "batonnier_form": "by registered letter with acknowledgement, or filed against a receipt",
    "batonnier_delay": "decision within four months; without one, seize the first president within the next month",
    "batonnier_papers": (
        "enclose the fee agreement, the record of work, the invoices for advances and proof of the work done: the books"
        " do not have them"
    ),
    "no_lawyers_mail": "no confidential correspondence between lawyers among the exhibits: to be read through",
    "mission_end": "the end of the mission of {numbers} is not known: limitation runs from it",
    "determined_sum": "contractual claim of a determined amount: {amount} in principal",
    "court_commercial": (
        "tribunal de commerce (or des activités économiques) of the debtor's place if they trade; else tribunal"
        " judiciaire"
    ),
    "court_judicial": "tribunal judiciaire of the debtor's place",
    "serve_within": "have the order served within {months} months, or it lapses",
    "within_limit": "{amount} in principal and interest: below the ceiling of 5,000 €",
    "too_large": "{amount} in principal and interest: above the ceiling of 5,000 €",
    "not_euros": "{amount}: the ceiling is in euros",
    "costs_on_creditor": "all costs stay with the creditor",
    "silence_refuses": "the debtor has one month to accept, silence is refusal; agreement gives an enforceable title",
    "not_disputable": "the obligation must not be seriously disputable",
    "amicable_first": "up to 5,000 €, conciliation, mediation or the simplified procedure must have failed first",
    "mention_only": "by summons: for a lawyer or a commissaire de justice to draw up, no document is prepared",
    "public_interest": "interest and 40 € per invoice are owed without asking, payable within 45 days of the principal",
    "chorus": "give the day on which each invoice was filed with Chorus Pro: the time to pay runs from it",
    "mandate_unverified": (
        "payment by order of the prefect is sometimes possible; its conditions were not verified here: take advice"
    ),
    "claim_by": "to be declared by {day}, two months after the judgment's publication",
    "claim_by_news": (
        "day of publication unknown: count on {day} at the latest (two months after the news), earlier if it was"
        " published before; look it up in the BODACC"
    ),
    "claim_late": "the two months seem to be over since {day}: take advice at once",
    "creditors_agent": "the name and address of the creditors' agent (mandataire judiciaire): see the notice",
    "judgment_day": "the day of the opening judgment: interest stops on the eve",
    "over_indebtedness": (
        "make sure that these are collective proceedings: the over-indebtedness of a private person follows other"
        " rules, which this program does not know"
    ),
}
