"""The words of alerts in English: what happened, what to do about it, why it is over."""

from __future__ import annotations

from mailbot.core.pursuing import request_words

TITLES: dict[str, str] = {
    **request_words.TITLES["en"],
    "next_level": "{name}: {level} to decide for {numbers} ({total})",
    "handover": "{name}: {number} is still unpaid ({open}) after the deadline of {deadline}",
    "promise_broken": "{name}: the promise for {day} was not kept, {open} is open",
    "instalment_missed": "{name}: the instalment of {day} was not paid ({amount}), {open} is open",
    "bounce": "{name}: the reminder did not reach {recipient}{status}",
    "dispute": "{name} disputes{about}",
    "insolvency": "{name}: insolvency proceedings",
    "deceased": "{name}: death announced",
    "opt_out": "{name} wants no more messages",
    "payment_unmatched": "Payment not matched: {amount} from {payer}, {day}",
    "payment_unmatched_unnamed": "Payment not matched: {amount} from an unknown payer, {day}",
    "bank_silent": "{account}: no news from the bank since {day}",
    "bank_silent_never": "{account}: the bank has sent nothing yet",
    "bank_unverified": "Bank notice not verified ({bank})",
    "bank_unverified_unnamed": "Bank notice not verified (bank unknown)",
    "limitation": "{name}: {number} ({open}) is barred in less than {months} months",
    "limitation_past": "{name}: {number} ({open}) may have been barred since {act_by}",
    "delivery_refused": "{name}: the reminder did not leave, {recipients} is refused",
    "delivery_refused_formal": "{name}: the formal notice did not leave, {recipients} is refused",
    "delivery_refused_copy": "{name}: the reminder left, but not its copy to {recipients}",
    "delivery_refused_office": "A message of the firm did not reach {recipients}",
    "delivery_unknown": "{name}: it is not known whether the reminder left ({recipients})",
    "delivery_unknown_formal": "{name}: it is not known whether the formal notice left ({recipients})",
    "delivery_unknown_office": "It is not known whether a message of the firm left ({recipients})",
    "message_quarantined": "A message could not be read",
    "approval_refused": "Answer to the batch without effect: {why}",
    "run_failed": "The reminders asked for on {day} stopped half-way",
}

# A kind with several ways to go on has one advice for each, under its kind and the way.
ADVICE: dict[str, str] = {
    **request_words.ADVICE["en"],
    "next_level": (
        "Read it, then answer the digest (OK, or NO and the reason) or decide on its page: without you nothing leaves."
    ),
    "next_level_formal": (
        "Read the letter, then answer the digest (OK, or NO and the reason) or decide on its page: without you nothing"
        " leaves. After its deadline the legal ways are open."
    ),
    "handover_lawyer": (
        "Choose what follows: ask the bâtonnier to assess the fees (décret n° 91-1197 of 27 November 1991, art. 174),"
        " or book the debt as doubtful. Conditions and exhibits: mailbot pursue propose --client {code}"
    ),
    "handover_public": (
        "Choose what follows: chase the public accountant or, for a local authority, ask the prefect for payment by"
        " order (CGCT, art. L. 1612-16). Conditions and exhibits: mailbot pursue propose --client {code}"
    ),
    "handover_small": (
        "Choose what follows: simplified recovery by a commissaire de justice (up to €5,000, C. proc. civ. exéc. art."
        " L. 125-1), an order for payment (C. proc. civ. art. 1405), or book the debt as doubtful. Conditions and"
        " exhibits: mailbot pursue propose --client {code}"
    ),
    "handover_order": (
        "Choose what follows: an order for payment from the debtor's court (C. proc. civ. art. 1405), or book the debt"
        " as doubtful. Conditions and exhibits: mailbot pursue propose --client {code}"
    ),
    "handover_abroad": (
        "Choose what follows with counsel of the debtor's country, or book the debt as doubtful. What is on file:"
        " mailbot pursue propose --client {code}"
    ),
    "promise_broken": (
        "Call the client: reminders go on from their level. If they name another day, write it down: mailbot promise"
        " --client {code} --date YYYY-MM-DD"
    ),
    "instalment_missed": (
        "Call the client: their plan no longer holds reminders back. To agree on another one: mailbot instalments make"
        " --client {code}"
    ),
    "bounce": (
        "Ask for the right address by phone and correct it (mailbot import clients.csv), or send the letter by post."
        " The level is not counted, nothing leaves again before."
    ),
    "dispute": (
        "{said}Answer on the merits; nothing leaves meanwhile. Once it is settled: mailbot resume --client {code}"
    ),
    "insolvency_published": (
        "{said}Declare the claim to the mandataire judiciaire by {act_by} at the latest, two months after the"
        " publication in the BODACC of {published} (C. com. art. R. 622-24). All reminders have stopped. Declaration"
        " and exhibits: mailbot pursue propose --client {code}"
    ),
    "insolvency_news": (
        "{said}Look for the publication in the BODACC: the claim is declared within two months of it (C. com. art. R."
        " 622-24). Its day not being known, count from the news: by {act_by} at the latest, earlier if it was published"
        " before. Write it down: mailbot hold --client {code} --kind insolvent --published-on YYYY-MM-DD --why BODACC."
        " Declaration and exhibits: mailbot pursue propose --client {code}. All reminders have stopped."
    ),
    "insolvency_consumer": (
        "{said}The over-indebtedness commission (Banque de France) will write to you: answer with proof of the debt in"
        " the time that its letter gives. All reminders have stopped."
    ),
    "insolvency_abroad": (
        "{said}The proceedings follow the law of their country: find the administrator and the time limit for lodging"
        " the claim, often short, and note it. All reminders have stopped."
    ),
    "deceased": (
        "{said}Ask the family which notary settles the estate and send them the statement. All reminders have stopped."
    ),
    "opt_out": (
        "{said}Decide how to reach them from now on (phone, post). Reminders are suspended; to resume them: mailbot"
        " resume --client {code}"
    ),
    "payment_unmatched": (
        "Label: {label}. Put it on its invoices or set it aside: what it pays would be chased wrongly."
    ),
    "bank_silent": (
        "No reminder leaves on stale balances. Check that the bank sends its notices, or import a statement: mailbot"
        " import STATEMENT"
    ),
    "bank_unverified": "Nothing was counted: {why}. Look on the bank's site, then count this payment or set it aside.",
    "limitation_lawyer": (
        "{sentence}. A reminder interrupts nothing: obtain a written acknowledgement of the debt (C. civ. art. 2240) or"
        " go to the bâtonnier before {act_by}. What interrupts is written down by: mailbot acknowledge --invoice"
        " {number}"
    ),
    "limitation_public": (
        "{sentence}. Send a written request for payment, which interrupts the time (loi n° 68-1250, art. 2), before"
        " {act_by}, then write it down: mailbot acknowledge --invoice {number} --kind written_request"
    ),
    "limitation_court": (
        "{sentence}. A reminder interrupts nothing: obtain a written acknowledgement of the debt (C. civ. art. 2240) or"
        " go to court before {act_by}. What interrupts is written down by: mailbot acknowledge --invoice {number}"
    ),
    "limitation_past": (
        "{sentence}. Look in the file for an acknowledgement or a court claim and write it down: mailbot acknowledge"
        " --invoice {number}. Failing that, take advice before any further step, or write the debt off."
    ),
    "delivery_refused": (
        "The server answered: {answer}. The level is not counted. Correct the client's address (mailbot import"
        " clients.csv), or write by post."
    ),
    "delivery_refused_formal": (
        "The server answered: {answer}. The level is not counted and no deadline runs. Correct the address (mailbot"
        " import clients.csv), or print the letter from its page and send it by registered post."
    ),
    "delivery_refused_copy": "The server answered: {answer}. Correct or remove this address from the copies.",
    "delivery_refused_office": (
        "The server answered: {answer}. Tell the person it was for and check their address (people, in config.yaml)."
    ),
    "delivery_unknown": (
        "Look for the message in the Sent folder, then say whether it left (mailbot delivery sent {delivery}) or not"
        " (mailbot delivery not-sent {delivery}): it is never sent again without you."
    ),
    "message_quarantined": (
        "It is kept as it came in the quarantine folder: read it yourself, then mark it as dealt with on its page."
    ),
    "approval_refused": "Nothing was decided: decide by the digest's link or on the pages.",
    "run_failed": "{why}. See what left and what is missing (mailbot runs show {run}), then ask for the rest.",
}

ENDED: dict[str, str] = {
    "paid": "paid",
    "decided": "decided or withdrawn",
    "stopped": "the client is stopped for another reason",
    "pursued": "what follows was chosen",
    "changed": "things have changed",
    "agreed": "a new agreement runs",
    "kept": "paid meanwhile",
    "mended": "the address is corrected",
    "reminded": "a reminder has left since",
    "resumed": "the hold has ended",
    "declared": "the claim is declared",
    "published": "the day of publication is known",
    "placed": "placed or set aside",
    "spoke": "the bank gave news",
    "interrupted": "the time limit has changed",
    "nearer": "a nearer date took its place",
    "settled": "what became of it is known",
    "read": "the message is dealt with",
    "elsewhere": "dealt with directly",
}

HISTORY: dict[str, str] = {
    "done": "alert dealt with: {title}{why}",
    "reopened": "alert opened again: {title}",
    "closed": "alert closed: {title} ({why})",
    "deputy": "alerts of {person} handed to {deputy}: {count}",
}

ABOUT = " ({number})"
QUOTED = "“{sentence}” "
NOTED = "Reason noted: {reason}. "
EURO = "€{figure}"
