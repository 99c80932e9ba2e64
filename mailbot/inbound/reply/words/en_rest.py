"""English: everything but payment. Folded text; each list is read as alternatives."""

from __future__ import annotations

from mailbot.core.reading.understood import Intent
from mailbot.inbound.reply.words.rule import rule

_THREAT = (
    r"\b(?:otherwise|or else|risk|threat\w*|might|could (?:end|go)|will end|would|avoid|close to|verge|"
    r"if (?:you|this|we)|customer of ours|our (?:main |biggest |largest )?(?:client|customer|supplier)|"
    r"not (?:in|bankrupt|insolvent)|before)\b"
)

RULES = (
    rule(Intent.DISPUTE, "contests it", (
        (
            r"\b(?:overstated|inflated|grossly|free of charge|should not (?:apply|be charged)|"
            r"shouldn't (?:apply|be charged)|unresolved complaint|not what we|hugely|far too (?:high|much))\b|"
            r"\b(?:dispute[sd]?|disputing|contest(?:ed|s|ing)?|object(?:s|ed|ion)? to|query this|disagree|"
            r"not agree|don't agree|do not accept|don't accept|cannot accept|can't accept|not accepted|"
            r"reject (?:this|the|your)|refuse[sd]? to pay|refusing|won't (?:be )?pay(?:ing)?|"
            r"will not (?:be )?pay(?:ing)?|not (?:be )?paying|never agreed|never (?:ordered|signed|instructed|"
            r"authori[sz]ed|received (?:the |any |these )?(?:services?|goods|work|advice))|not (?:ordered|"
            r"authori[sz]ed|instructed|owe|liable|responsible|our invoice|payable|due)|(?:do not|don't) owe|"
            r"withhold\w*|set[- ]off|setting off|counterclaim)\b"
        ),
        (
            r"\b(?:overcharg\w+|overbill\w+|double[- ]?(?:billed|charged|counted)|charged (?:us |me )?twice|"
            r"billed (?:us |me )?twice|duplicate (?:invoice|charge|billing|of)|incorrect(?:ly)?|"
            r"wrong (?:amount|rate|invoice|price|vat|quantity|company|person|figure)|error (?:in|on|with)|"
            r"mistake (?:in|on|with)|not what (?:was|we) agreed|credit note|credit memo|exceeds? (?:the |"
            r"your )?(?:quote|estimate|budget|cap|agreed)|more than (?:the )?(?:agreed|quoted|estimate)|"
            r"excessive|unacceptable|unjustified|unreasonable|outrageous|scam|fraudulent|poor (?:quality|"
            r"service|work)|not (?:been )?(?:delivered|performed|completed|provided|rendered|satisfied|"
            r"happy with|usable|fit)|unsatisf\w+|faulty|defective|negligen\w+|complain\w*|ombudsman|"
            r"law society|bar council|cancel (?:this|the) invoice|(?:should|please) be (?:cancelled|amended|"
            r"corrected)|amended invoice|corrected invoice|revised invoice|reduce (?:the|this|your))\b"
        ),
        (
            r"\b(?:quote|quotation|estimate|engagement letter|contract|agreement|fixed fee|agreed (?:fee|rate|"
            r"price))\b.{0,60}\b(?:states?|said|says|was|specified|provided for|of (?:eur|gbp|usd|€|£|\$|\d))"
        ),
    ), unless=(
        r"\b(?:purchase order|po number)\b(?=[^.]*$)(?!.*(?:disput|overcharg|never))|\bsorry for (?:the |"
        r"our )?(?:mistake|error)|\bour (?:mistake|error)\b|\bdispute resolution"
    )),
    rule(Intent.DOCUMENT_REQUEST, "asks for a document", (
        (
            r"\b(?:please|could you|can you|would you|kindly|can we|could we|may we|can i|could i|grateful|"
            r"need|require|want|like|let (?:me|us) have|awaiting|waiting for)\b.{0,60}\b(?:send|resend|re-send|"
            r"forward|provide|supply|attach|email|share|have|get|receive|see|furnish|let (?:me|us) have|issue|"
            r"submit|quote|give|upload|obtain|contact)\b.{0,60}\b(?:invoices?|cop(?:y|ies)|statements?|"
            r"bank details|iban|bic|details|breakdown|time ?sheets?|receipts?|purchase order|po number|"
            r"vat number|certificate|w-?9|w-?8|documents?|documentation|contract|engagement letter|proof|pdf|"
            r"timesheet|remittance|account details)\b"
        ),
        (
            r"\b(?:cannot|can't|can not|don't|do not|haven't|have not|never|no|not) (?:\w+ ){0,3}?(?:find|"
            r"found|locate|trace|have|see|seen|received?|got|record|trace of|show)\b.{0,40}\b(?:invoice|copy|"
            r"it|document|bill|this)\b|\bno (?:trace|record|copy) of\b|\b(?:purchase order|"
            r"po) (?:number )?(?:\w+ ){0,3}(?:required|must|missing|needed|be quoted)|\b(?:missing|without|"
            r"valid) (?:a )?(?:purchase order|po\b)|\bresubmit\b|\bnot attached\b|\battachment (?:is|"
            r"was) (?:missing|empty)|\bfinal statement\b|\bcannot be processed\b"
        ),
    ), unless=(r"\b(?:find|is|are) (?:attached|enclosed)\b", r"\bupdate your records", (
        r"\b(?:invoices?|reminders?|correspondence|statements?)\b.{0,40}(?:@|\b(?:from now on|in future|"
        r"going forward)\b)"
    ))),
    rule(Intent.CONTACT_CHANGE, "names another contact or address", (
        (
            r"\b(?:no longer (?:with|work\w*|at|the|responsible|in charge|employed|use[ds]?|monitored|valid|"
            r"manage|act\w*)|(?:has |have )?left (?:us|the (?:company|firm|business|organisation)|at the)|"
            r"new (?:address|e-?mail|contact|accountant|owner|finance|bookkeeper|agent|manager)|changed (?:our|"
            r"my|its) (?:address|e-?mail|name)|(?:we|i|have|has)(?:'ve)? moved(?: to| office| house)?|"
            r"taken over by|my successor|replaced by|wrong (?:address|person|contact|department)|"
            r"not the right (?:person|contact|address))\b"
        ),
        (
            r"\b(?:please|kindly|should|from now on|in future|going forward|future|"
            r"henceforth)\b.{0,80}\b(?:send|address|direct|forward|contact|use|email|write|copy|liaise|"
            r"speak)\b.{0,60}(?:[\w.+-]+@[\w-]+\.|\bour (?:accounts|finance|new)|\binstead)"
        ),
    ), unless=(r"\burgent\b.{0,40}contact",)),
    rule(Intent.INSOLVENCY, "insolvency proceedings", (
        (
            r"\b(?:(?:in|into|entered|enter|entering|placed (?:in|into)|went into|gone into|filed for|"
            r"under) (?:\w+ ){0,2}?(?:administration|liquidation|receivership|bankruptcy|insolvency|"
            r"chapter (?:7|11)|examinership)|administrators?(?= (?:of|were|was|have|has|appointed))|"
            r"joint administrators|liquidators?|insolven(?:t|cy)|bankrupt(?:cy)?|winding[- ]up|wound up|"
            r"proof of debt|ceased trading|company voluntary arrangement|\bcva\b|"
            r"individual voluntary arrangement|\biva\b|debt relief order|receiver)\b"
        ),
    ), before=_THREAT),
    rule(Intent.DECEASED, "the debtor has died", (
        (
            r"\b(?:(?:has|have|had)? ?(?:passed away|died|deceased)|death of (?:mr|mrs|ms|dr|my|our|the)|"
            r"the late (?:mr|mrs|ms|dr|[a-z]+ )|executors?|probate|(?:the|his|her) estate (?:of|owes|is|will|"
            r"has)|is dead)\b"
        ),
    ), unless=(
        r"\b(?:death|passing|loss|funeral) of (?:my|our|his|her|a) (?:\w+ )?(?:mother|father|wife|husband|"
        r"brother|sister|son|daughter|parent|grand\w+|colleague|friend|business partner|uncle|aunt|"
        r"mother-in-law|father-in-law|child)\b(?!,? (?:mr|mrs|ms|your client))|\bmy (?:mother|grandmother|"
        r"grandfather|uncle|aunt|brother|sister|son|colleague) (?:has |just |recently )*(?:died|"
        r"passed)\b(?=.*\b(?:i|we)(?:'ll| will)\b)|\bline (?:has |is )?(?:died|dead)|\bbattery|real estate"
    )),
    rule(Intent.OPT_OUT, "wants no more mail", (
        (
            r"^(?:stop|unsubscribe|remove me|remove|opt out)\W*|\bunsubscribe\b|\btake (?:me|us) off\b|"
            r"\bremove (?:me|us|my|our)\b|\bstop (?:emailing|e-mailing|mailing|writing|contacting|sending|"
            r"harassing|bothering|pestering|these|your)\b|\b(?:do not|don't) (?:ever )?(?:contact|e-?mail|"
            r"write to|message) (?:me|us)(?: again| any ?more)?\b|\bno (?:more|further) (?:e-?mails?|messages?|"
            r"contact|reminders?|correspondence)\b|\bopt(?:ing)?[- ]out\b|\bgdpr\b|\bharass\w*|\bleave (?:me|"
            r"us) alone\b|\bwithdraw my consent\b|\bdelete my (?:data|address|details|e-?mail)"
        ),
    ), unless=(r"\b(?:at|to|on|using) this (?:address|e-?mail)\b",)),
    rule(Intent.ACKNOWLEDGEMENT, "has received it, will look", (
        (
            r"\b(?:(?:well |duly )?(?:noted|received)|thanks? (?:you )?for (?:the|your) (?:reminder|e-?mail|"
            r"message|note|heads)|(?:i|we)(?:'ll| will| shall| am| are|'m|'re)? ?(?:look(?:ing)? (?:into|at)|"
            r"check(?:ing)?|pass(?:ed|ing)? (?:it|this)|forward(?:ed|ing)?|get back|come back|revert|chase|"
            r"investigat\w+|follow up|let you know|speak to|raise (?:it|this)|deal with|see to|review)|(?:i|"
            r"we)(?:'ve| have) (?:passed|forwarded|sent (?:it|this) (?:on|to)|asked|noted|received)|on it\b|"
            r"will do\b|in hand|(?:has|have) been (?:passed|forwarded)|under review|being processed|"
            r"with (?:our )?accounts)\b|^(?:ok|noted|received|got it|thanks|sure|understood)\b"
        ),
    ), unless=(r"\bhaven't received|\bnot received|\bhave you received",)),
)  # fmt: skip
