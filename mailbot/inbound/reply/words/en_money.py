"""English: paid, will be paid, asks for time. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import Weight, rule

_ADV = (
    r"(?: (?:already|just|now|actually|in fact|all|fully|duly|since|long|today|yesterday|both|also|indeed|"
    r"recently|only))*"
)
_NOT = r"\b(?:not|never|no|yet to|(?:have|has|was|is|did|do|were|had)n't|cannot|unable)\b(?: \w+){0,2} ?$"
_NOT_INSIDE = r"\b(?:not|never|no|n't|will|would|fail\w*|bounced|returned|rejected|refused|reversed|cancelled)\b|n't\b"
_MONEY = (
    r"(?:payments?|transfers?|cheques?|checks?|bacs|remittances?|wires?|money|funds|amounts?|balance|invoices?|"
    r"bill|sums?|instalments?|deposit)"
)
_CONDITION = (
    (
        r"\b(?:once (?:you|we (?:have|receive|get)|the (?:credit|invoice|issue|matter)|this is|it is)|"
        r"as soon as (?:you|we (?:have|receive|get)|the (?:credit|invoice))|on receipt of|upon receipt of|"
        r"provided|subject to|unless|until|if you|before we|when you|after (?:you|receipt|correction))\b"
    ),
    (
        r"\b(?:hope|hoping|hopefully|try|trying|might|may be able|perhaps|maybe|should be able|would like|"
        r"cannot promise|can't promise|no guarantee)\b"
    ),
)

RULES = (
    rule(Intent.ALREADY_PAID, "says that it was paid", (
        (
            r"\b(?:we|i|they|he|she|client|company|you|accounts|it|department)(?: have|'ve| has|'s| had| were|"
            r" was)?"
        ) + _ADV + (
            r" (?:paid|settled|transferred|remitted|wired|cleared|sent (?:you )?(?:the |a |your |"
            r"our )?(?:payment|money|cheque|check|transfer|funds|eur|gbp|usd|€|£|\$|\d)|made (?:the |a |this |"
            r"full |your )?(?:payment|transfer)|processed (?:the |this |your )?(?:payment|transfer)|"
            r"posted (?:a |the )?cheque)\b"
        ),
        (
            r"\b(?:was|were|has been|have been|had been|is|are|been)"
        ) + _ADV + (
            r" (?:paid|settled|transferred|remitted|wired|cleared|credited|debited|cashed)\b(?! (?:by|within|"
            r"in|on|at) (?:the end|30|45|60|\d+ days|friday|monday|tuesday|wednesday|thursday|next|month))"
        ),
        (
            r"\b(?:payment|transfer|cheque|check|remittance|funds|wire)s?\b.{0,50}\b(?:was|were|has been|"
            r"have been|went|is|had) (?:already |just |all |now )*(?:made|sent|done|issued|processed|released|"
            r"executed|initiated|completed|out|gone|cleared|cashed|debited|posted|credited|taken)\b"
        ),
        (
            r"\balready (?:paid|settled|transferred|cleared|remitted)\b|^paid\b|\bpaid (?:in full|on \w+|last|"
            r"yesterday|today|this morning|via|by (?:card|cheque|check|transfer|bank|bacs))|"
            r"\b(?:should (?:already )?(?:have (?:it|received|reached)|be (?:in|on|with)))\b.{0,30}(?:account|"
            r"payment|already|by now)"
        ),
        (
            r"\b(?:remittance advice|proof of payment|payment confirmation|bank confirmation|swift (?:copy|"
            r"confirmation)|transfer receipt|payment receipt|receipt)\b.{0,30}\b(?:attached|enclosed|below|"
            r"here)|\b(?:attached|enclosed|find|here)\b.{0,30}\b(?:remittance advice|proof of payment|"
            r"payment confirmation|swift copy|transfer receipt)"
        ),
        (
            r"\b(?:crossed (?:with )?(?:our|my|the|in the post)|(?:has|have|must have|may have) crossed|"
            r"you (?:have|'ve|should have) (?:already )?(?:received|had|been paid)|"
            r"nothing (?:is )?(?:outstanding|owed|due|left to pay)|our records show.{0,30}(?:paid|settled)|"
            r"fully settled|paid in full|owe you nothing (?:more|further))\b"
        ),
    ), unless=(
        r"\b(?:has|have|was|were|is) (?:it|this|that|the invoice).{0,20}(?:paid|settled).{0,10}\?|"
        r"\b(?:customers?|clients?) (?:have|has)n't paid|\bpayment (?:was|has been|bounced|"
        r"failed)\b.{0,20}\b(?:returned|rejected|refused|reversed|bounced)"
    ), before=(_NOT, (
        r"\b(?:once|before|after|when|until|if|get it|as soon as|we want to be|would have|"
        r"should have)\b(?: \w+){0,3} ?$"
    ), (
        r"\b(?:will|shall|going to|to|would|can|could|should we|be|get)(?: be)? ?$"
    )), inside=_NOT_INSIDE),
    rule(Intent.PROMISE_TO_PAY, "says that it will be paid", (
        (
            r"\b(?:we|i|they|he|she|it|accounts|you|client)(?:'ll| will| shall|'re going to| are going to|"
            r"'m going to| am going to| intend to| plan to| promise to| undertake to|"
            r" commit to)(?: \w+){0,3}? (?:pay|settle|transfer|remit|wire|clear|send (?:you )?(?:the |a |your |"
            r"full |our )?(?:payment|money|cheque|check|transfer|funds|balance|\d|eur|gbp)|make (?:the |a |"
            r"full |this |your |payment)|get (?:it|this|that|them) (?:settled|paid|sorted|cleared|across|over)|"
            r"arrange (?:the |for )?payment|process (?:the |this |your )?(?:payment|it)|release (?:the |this |"
            r"your )?(?:payment|funds)|put (?:it|this) (?:through|in)|have (?:it|this) (?:settled|paid))\b"
        ),
        (
            r"\b(?:will|shall|to|going to) be (?:paid|settled|transferred|made|remitted|wired|cleared|sent|"
            r"processed|released|included in|issued|executed)\b"
        ),
        r"\b" + _MONEY + (
            r"\b.{0,60}\b(?:will (?:follow|reach|arrive|leave|go|be|land)|is (?:scheduled|planned|due|set|"
            r"booked|going|approved for|in (?:our|the|this|next)) (?:to |for |out |on |payment|next|this|in )|"
            r"goes out|leaves|scheduled for)"
        ),
        (
            r"\byou(?:'ll| will| should) (?:have|receive|get|see) (?:it|the|your|our|payment|funds|money|"
            r"this).{0,40}\b(?:by|on|next|tomorrow|this|within|before|end)\b|\b(?:paying|settling|"
            r"transferring) (?:it |this |you |the )?.{0,20}\b(?:on|by|next|tomorrow|this|end|before)\b|"
            r"\b(?:payment|transfer|cheque) (?:tomorrow|next week|on friday|by the end|within|by friday)\b|"
            r"\bin (?:the |our |next |this )?(?:\w+'s |next |weekly |monthly )?(?:payment )?run\b|"
            r"\bexpect (?:the |our |full )?payment\b|\bnext (?:payment|cheque|check|pay) run\b|\bpayment run\b"
        ),
        (
            r"\b(?:promise|rest assured|count on|you have my word)\b|\bwill (?:get|have) (?:this|it|that|"
            r"them) (?:paid|settled|sorted|cleared)\b"
        ),
    ), unless=(*_CONDITION, r"\?", (
        r"\b(?:invoices|they) (?:\w+ ){0,5}are paid|\bwould you\b|\bpayment terms\b|\bwill be (?:processed|"
        r"paid) (?:in line with|according to) (?:our )?(?:standard|usual)"
    ), (
        r"\b(?:not|n't|never|no longer|unable to|cannot|won't) (?:be )?(?:able to )?(?:pay|paying|settle|"
        r"make (?:any|this|a)|transfer|process(?:ed|ing)? (?:any|the) payment|consider)\b"
    )), before=_NOT, inside=r"\bnot\b|n't\b"),
    rule(Intent.PROMISE_TO_PAY, "names a day of payment", (
        r"\b(?:payments?|transfer|cheque|check|remittance|funds)\b.{0,40}\b(?:on|by|for|before|tomorrow|next|"
        r"end)\b"
    ), unless=(*_CONDITION, r"\?"), before=_NOT, inside=(
        r"\b(?:not|made|sent|was|were|been|done|paid|received)\b|n't\b"
    ), weight=Weight.DATED),
    rule(Intent.INSTALLMENT_REQUEST, "asks for time or for several payments", (
        (
            r"\binstal?lments?\b|\bsplit (?:this|it|the)\b|\bstruggling (?:with|to)\b|\bcash ?flow\b|"
            r"\bpayment plan\b|\b(?:monthly|weekly|equal|part|staged|smaller) payments?\b|\bpay (?:in|over|"
            r"by) (?:\w+ )?(?:parts?|stages|\d+ months|two|three|four|five|six|several|monthly)|"
            r"\bspread (?:the |this |it |payments? )|\bper month\b|\ba month\b(?! ago)|\beach month\b|"
            r"\bevery month\b|/ ?month"
        ),
        (
            r"\b(?:extension|more time|extra time|bit of time|some time|grace period|defer\w*|postpone|"
            r"payment holiday|extended terms|few (?:more )?weeks|longer to pay|breathing space|"
            r"until (?:the end of )?(?:next month|january|february|march|april|may|june|july|august|september|"
            r"october|november|december) to pay|bear with us)\b|\bgive (?:us|me) (?:until|some|a few|more|"
            r"another)|\bpay (?:half|part|something) now"
        ),
    ), unless=(r"\b(?:not|n't) (?:asking|looking|request)",)),
)  # fmt: skip
