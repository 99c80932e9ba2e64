"""What stands at the end of a message and says nothing: closings, names, roles and contact lines."""

from __future__ import annotations

import re

DASHES = re.compile(r"^\s*(?:--|—|__|-- )\s*$")
CLOSING = re.compile(
    r"^\W{0,4}(?:(?:bien |tr[èe]s |tout |tr[èe]s |salutations |meilleures )?(?:cordialement|"
    r"respectueusement|sinc[èe]rement|amicalement|courtoisement|d[ée]vou[ée]ment|"
    r"confraternellement)\b.{0,60}"
    r"|bien (?:cordialement|sinc[èe]rement|amicalement|respectueusement)?\s?(?:[àa] (?:vous|toi))\b.{0,40}"
    r"|cord(?:iale?ment|t|lt)?\W{0,3}|cdl?t\.?|cdlmt\.?|cdt\.?|crdlt\.?|bàv\.?|a\+|sal(?:utation)?s\W*|"
    r"slts\W*|bises?\W*|@\+|biz\W*"
    r"|(?:bonne|belle|excellente) (?:journ[ée]e|soir[ée]e|apr[èe]s-midi|fin|continuation|r[ée]ception|"
    r"semaine)\b.{0,40}|bon (?:week-?end|apr[èe]s-midi|courage)\b.{0,30}"
    r"|(?:mes |nos |avec mes |avec nos |sinc[èe]res |meilleures |cordiales |respectueuses |"
    r"distingu[ée]es )?(?:sinc[èe]res |meilleures |cordiales |respectueuses |bien )?salutations\b.{0,60}"
    r"|(?:kind|best|warm|warmest|many|with|yours?)? ?(?:kind(?:est)? |best |warm )?(?:regards|wishes)\b.{0,30}"
    r"|avec (?:tous )?(?:mes|nos) (?:sinc[èe]res |vifs )?remerciements\W*|"
    r"(?:en )?vous (?:en )?souhait\w+ (?:une? )?(?:bonne|excellente|agr[ée]able|bon)\b.{0,60}|(?:votre|"
    r"vos) (?:bien |tout |tr[èe]s )?d[ée]vou[ée]s?\b.{0,60}|(?:mit )?kollegiale\w* gr[üu](?:ß|ss)e\w*"
    r"|thanks?(?: you)? (?:and|&) (?:kind |best |warm )?regards\W*|all the best\W*|thanks again\W*|warmly\W*|"
    r"take care\W*"
    r"|rgds\W*|brgds?\W*|br\W*|kr\W*|yours (?:faithfully|sincerely|truly|ever)\W*|(?:sincerely|"
    r"respectfully|faithfully|cordially|cheers|best|thanks|many thanks|thank you)\W*(?:yours)?\W*"
    r"|(?:mit )?(?:freundlichen?|besten?|vielen|herzlichen?|liebe|lieben|viele|beste|herzliche|"
    r"sch[öo]ne|freundlichem|bestem|herzlichem|lieber|liebem) (?:gr[üu](?:ß|ss)(?:en?|e)?|dank und gr[üu](?:ß|"
    r"ss)e?)\b.{0,40}|mfg\W*|lg\W*|"
    r"hochachtungsvoll\W*"
    r"|(?:(?:muchas )?gracias(?: de antemano)?,? y |con )?(?:un |cordiales |atentos |saludos )?(?:cordial |atento )?"
    r"saludos?\b.{0,30}|(?:muy )?atentamente\W*|"
    r"le saluda.{0,40}|reciba un.{0,40}"
    r"|(?:grazie(?: mille)? e |con )?(?:cordiali|distinti|cari|i (?:miei |nostri )?(?:migliori|pi[ùu] cordiali)|molti) "
    r"saluti\b.{0,30}|(?:grazie(?: mille)? e |tanti )?saluti\W*|un (?:cordiale )?saluto\W*|"
    r"(?:le auguro una )?buon[ae]? (?:giornata|serata|lavoro)\W*|saluti\W*|cordialmente\W*"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?\b.{0,30}|mvg\W*|(?:een )?(?:fijne|prettige) (?:dag|avond|"
    r"week|weekend)(?: verder| toegewenst)?\W*|groet(?:jes|en)?\W*|hoogachtend\W*)\W{0,4}$",
    re.I,
)
FORMULA = re.compile(
    r"^\W{0,4}(?:(?:veuillez|je vous prie|nous vous prions|je vous prie donc|vous prions|"
    r"prie) .{0,60}(?:agr[ée]er|croire|recevoir|trouver ici).{0,200}(?:salutations|sentiments|"
    r"consid[ée]ration|respects?|d[ée]vou[ée]|meilleurs|hommages)"
    r"|(?:dans l['’]attente|en vous (?:souhaitant|priant)|restant).{0,120}(?:agr[ée]er|recevoir|"
    r"croire).{0,160}(?:salutations|sentiments|consid[ée]ration|d[ée]vou[ée])"
    r"|.{0,80}\b(?:porgo|porgiamo|inviamo|invio) (?:i (?:miei|nostri) )?(?:pi[ùu] )?(?:distinti|cordiali) saluti"
    r"|(?:sin otro particular|quedo|quedamos|a la espera).{0,80}(?:saluda?n?\b|saludos|atentamente)"
    r"|(?:agr[ée]ez|recevez|croyez).{0,120}(?:salutations|sentiments|consid[ée]ration|d[ée]vou[ée]|respect).{0,80})",
    re.I,
)
POSTSCRIPT = re.compile(
    r"^\s*(?:p\.?\s?-?s\.?(?:\s?\d)?|post[- ]?scriptum|nb|n\.b\.?|nota)\s*[:.\-–—]\s*\S|"
    r"^\s*p\.?s\.?\s*[,:]?\s+[A-ZÀ-Ý«]",
    re.I,
)
PLAIN_PS = re.compile(r"^\s*P\.?\s?S\.?\s*(?:[:,.–—-]|\s)\s*\S")
SIGNED_FOR = re.compile(
    r"^\W{0,3}(?:p\.?\s?/?\s?o\.?\b|pour (?:le|la|les|l['’]|m\.|mme) ?\w+.{0,50}|pour [A-ZÀ-Ý].{0,50}|"
    r"for and on behalf of\b.{0,80}|on behalf of\b.{0,80}|(?:le|la|l['’]|les|votre) ?(?:g[ée]rante?|"
    r"direct\w+|pr[ée]sident\w*|comptab\w+|service|[ée]quipe|tr[ée]sori\w+|secr[ée]ta\w+|responsable|"
    r"adjointe?|gestionnaire|syndic|administrat\w+|mandataire|bureau|cabinet|maire|chef\w*|soci[ée]t[ée]|"
    r"famille)\b.{0,60}"
    r"|the .{2,40} (?:team|department)|(?:i\. ?a\.|i\. ?v\.|ppa\.?|im auftrag)\b.{0,60})$",
    re.I,
)
VERBAL = re.compile(
    r"\b(?:je|j['’]|nous|vous|on|il faut|merci de|pouvez|pourriez|veuillez|i|we|you|please|ich|wir|sie|"
    r"bitte)\b.{10,}",
    re.I,
)
NAME = re.compile(
    r"^\W{0,2}(?:[A-ZÀ-Ý][\w.'’-]{0,20}|de|du|la|le|van|von|et|&|d['’]\w{1,20})(?:[ "
    r"-](?:[A-ZÀ-Ý][\w.'’-]{0,20}|de|du|la|le|van|von|et|&|d['’]\w{1,20})){0,5}\W{0,2}$"
)
CONTACT = re.compile(
    r"^\W{0,3}(?:(?:t[ée]l|tel|phone|mob(?:ile)?|portable|port|fax|t|m|f|p|gsm|standard|ligne directe|site|"
    r"web|e-?mail|mail|courriel|siret|siren|rcs|tva|ape|naf)\b\W{0,4}[\w+(@].{0,80}"
    r"|\+?\d[\d .()/-]{7,20}\d.{0,40}|(?:www\.|https?://)\S{3,200}.{0,40}|[\w.+-]{1,60}@[\w.-]{3,80}|"
    r"\d{1,4}\s?(?:bis|ter)?,? .{3,60}\b\d{5}\b.{0,50}"
    r"|(?:\d{1,4}\s?(?:bis|ter)?,? )?(?:rue|avenue|av\.|bd|boulevard|place|pl\.|quai|chemin|route|impasse|"
    r"all[ée]e|cours|square|zone|z\.?[ai]\.?|parc|bp|cs)\b.{2,70}|(?:f-)?\d{5} [A-ZÀ-Ý].{1,50})$",
    re.I,
)
ROLE = re.compile(
    r"^\W{0,3}(?:(?:le |la |l['’]|les |votre |p\.?o\.? |pour |service |the |dr |me |ma[îi]tre |mr?\.? |"
    r"mme\.? |mlle |monsieur |madame )?)(?:g[ée]rante?|directeur|directrice|pr[ée]sidente?|comptable|"
    r"comptabilit[ée]|assistante?|secr[ée]taire|secr[ée]tariat|responsable|tr[ée]sori[èe]re?|charg[ée]e?|"
    r"gestionnaire|syndic|adjointe?|associ[ée]e?|avocate?|notaire|mandataire|administrat\w+|accounts?|"
    r"accounting|finance|director|manager|owner|partner|ceo|cfo|head|buchhaltung|gesch[äa]ftsf[üu]hr\w+|"
    r"contabilidad|administraci[óo]n|amministrazione|ufficio|boekhouding|direction|service|ap team|payable|"
    r"purchas\w+|credit|treasur\w+|legal)\b.{0,80}$",
    re.I,
)
GREETING = re.compile(
    r"^(?:bonjour|bonsoir|madame|monsieur|ma[îi]tre|cher|ch[èe]re|hello|hi|dear|hallo|guten|sehr|hola|buon|"
    r"salut|stop|ok|oui|non|yes|no|lu|vu|merci|pay[ée])\b",
    re.I,
)
