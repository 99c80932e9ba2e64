"""The HTML that mail programs put around an answer. Each page says "Je conteste." newly, and "payez" in the "
"quotation."""

from __future__ import annotations

_ATTR = "Le mar. 6 oct. 2026 à 08:00, Étude Vallier &lt;relances@etude.example&gt; a écrit :"
_OUTLOOK = (
    "<b>De :</b> Étude Vallier &lt;relances@etude.example&gt;<br><b>Envoyé :</b> mardi 6 octobre 2026 08:00<br>"
    "<b>À :</b> Jean Petit<br><b>Objet :</b> Rappel"
)
_WORD_OUTLOOK = f'<p class="MsoNormal"><span style="font-size:11.0pt">{_OUTLOOK}</span></p>'

PAGES: dict[str, str] = {
    "Gmail": (
        f'<div dir="ltr">Je conteste.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{_ATTR}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:'
        f'1px #ccc solid">Madame, payez.</blockquote></div>'
    ),
    "Gmail, signature": (
        f'<div dir="ltr">Je conteste.<div><br></div><span class="gmail_signature_prefix">-- </span><br><div '
        f'class="gmail_signature"><div dir="ltr">Jean Petit<br>Gérant</div></div></div><br><div class="gmail_quote">'
        f'<div class="gmail_attr">{_ATTR}</div><blockquote class="gmail_quote">payez</blockquote></div>'
    ),
    "Gmail, older, no attribution class": (
        f'<div dir="ltr">Je conteste.</div><div class="gmail_extra"><br><div class="gmail_quote">{_ATTR}<br>'
        f'<blockquote class="gmail_quote">payez</blockquote></div></div>'
    ),
    "Outlook, Word": (
        f'<div class="WordSection1"><p class="MsoNormal">Je conteste.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;'
        f'</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f'{_WORD_OUTLOOK}</div></div><p class="MsoNormal">Madame, payez.</p></div>'
    ),
    "Outlook 2010": (
        f'<div class="WordSection1"><p class="MsoNormal">Je conteste.</p><div style="border:none;border-top:solid '
        f'#B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm">{_WORD_OUTLOOK}</div><p>payez</p></div>'
    ),
    "Outlook, Word, answers in nested tables": (
        f'<table><tr><td><table><tr><td><p class="MsoNormal">Je conteste.</p></td></tr></table></td></tr></table>'
        f'<div style="border:none;border-top:solid #E1E1E1 1.0pt">{_WORD_OUTLOOK}</div><table><tr><td>payez</td></tr>'
        f"</table>"
    ),
    "Outlook on the web": (
        f'<div style="font-family:Calibri">Je conteste.</div><div id="appendonsend"></div><hr tabindex="-1" '
        f'style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">{_OUTLOOK}'
        f"</font></div><div>payez</div>"
    ),
    "Outlook on the web, prefixed by the next server": (
        f'<div class="x_elementToProof">Je conteste.</div><div id="x_appendonsend"></div><hr><div '
        f'id="x_divRplyFwdMsg">{_OUTLOOK}</div><div>payez</div>'
    ),
    "Outlook mobile": (
        f'<div dir="auto">Je conteste.</div><div id="ms-outlook-mobile-signature"><div>Obtenez <a href="https://aka.ms/'
        f'o0ukef">Outlook pour iOS</a></div></div><div id="mail-editor-reference-message-container"><div class='
        f'"ms-outlook-mobile-reference-message">{_OUTLOOK}</div><div>payez</div></div>'
    ),
    "Outlook for Mac": (
        '<p class="MsoNormal">Je conteste.</p><div id="mail-editor-reference-message-container"><div><div '
        'style="border:'
        'none;border-top:solid #B5C4DF 1.0pt"><p><b>De : </b>Étude<br><b>Date : </b>mardi, 6 octobre 2026 à 08:00</p>'
        "</div><p>payez</p></div></div>"
    ),
    "Outlook.com, signature": (
        '<div class="elementToProof">Je conteste.</div><div class="elementToProof" id="Signature"><p>Jean Petit</p>'
        f'</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">{_OUTLOOK}</div><p>payez</p>'
    ),
    "Apple Mail": (
        f'<html><body style="word-wrap:break-word">Je conteste.<br><div><br><blockquote type="cite"><div>{_ATTR}</div>'
        f'<br class="Apple-interchange-newline"><div>payez</div></blockquote></div></body></html>'
    ),
    "iPhone": (
        f'<div dir="auto">Je conteste.<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Envoyé de mon iPhone'
        f'</div><div dir="ltr"><br><blockquote type="cite">{_ATTR}<br><br></blockquote></div><blockquote type="cite">'
        f'<div dir="ltr">\ufeffpayez</div></blockquote></div>'
    ),
    "Thunderbird": (
        '<p>Je conteste.</p><div class="moz-cite-prefix">Le 06/10/2026 à 08:00, Étude a écrit :<br></div>'
        '<blockquote type="cite" cite="mid:1@etude.example"><p>payez</p></blockquote>'
        '<div class="moz-signature">-- <br>Jean Petit</div>'
    ),
    "Thunderbird, below": (
        '<div class="moz-cite-prefix">Le 06/10/2026 à 08:00, Étude a écrit :<br></div><blockquote type="cite">'
        "<p>payez</p></blockquote><p>Je conteste.</p>"
    ),
    "Thunderbird, passed on": (
        '<p>Je conteste.</p><div class="moz-forward-container"><br><br>-------- Message transféré --------<table '
        'class="moz-email-headers-table"><tr><th>Sujet : </th><td>Rappel</td></tr><tr><th>De : </th><td>Étude</td></tr>'
        "</table><p>payez</p></div>"
    ),
    "Yahoo": (
        f'<div class="ydp1yahoo-style-wrap"><div dir="ltr">Je conteste.</div><div><br></div></div><div '
        f'id="yahoo_quoted_'
        f'123" class="yahoo_quoted"><div style="margin:10px"><div>{_ATTR}</div><div><br></div><div>payez</div></div>'
        f"</div>"
    ),
    "Yahoo, prefixed classes": (
        f'<div class="ydp9yahoo-style-wrap"><div>Je conteste.</div></div><div id="ydp7yahoo_quoted_55" class="ydp7'
        f'yahoo_quoted"><div>{_ATTR}</div><div>payez</div></div>'
    ),
    "Zimbra": (
        f'<div>Je conteste.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">{_OUTLOOK}'
        f'</div><br><div data-marker="__QUOTED_TEXT__">payez</div>'
    ),
    "Proton": (
        f'<div style="font-family:Arial">Je conteste.</div><div class="protonmail_signature_block"><div>Envoyé avec la '
        f'messagerie sécurisée Proton Mail.</div></div><div class="protonmail_quote">{_ATTR}<br><blockquote class='
        f'"protonmail_quote" type="cite">payez</blockquote></div>'
    ),
    "Orange": (
        '<div>Je conteste.</div><blockquote style="margin-left:0;border-left:2px solid #ff6600">&gt; Message du '
        "06/10/26 "
        "08:00<br>&gt; De : Étude<br>&gt; A : jean@client.example<br>&gt; Objet : Rappel<br>&gt; payez</blockquote>"
    ),
    "Orange, no block": (
        "<p>Je conteste.</p><p>&gt; Message du 06/10/26 08:00<br>&gt; De : Étude<br>&gt; A : jean@client.example<br>"
        "&gt; Objet : Rappel<br>&gt;<br>&gt; payez</p>"
    ),
    "Samsung": (
        '<div>Je conteste.</div><div><br></div><div id="composer_signature"><div>Envoyé depuis mon appareil '
        "Galaxy</div>"
        '</div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>-------- Message d\'origine '
        f"--------</div><div>{_OUTLOOK}</div></div><div>payez</div>"
    ),
    "Roundcube": (
        '<div>Je conteste.</div><p id="reply-intro">Le 2026-10-06 08:00, Étude a écrit :</p><blockquote type="cite" '
        'style="padding:0 0.4em;border-left:#1010ff 2px solid">payez</blockquote>'
    ),
    "GMX": (
        '<div>Je conteste.</div><div name="quote" style="margin:10px 5px 5px 10px;padding:10px 0;border-left:2px solid '
        '#C3D9E5"><div><b>Envoyé :</b> mardi 6 octobre 2026 à 08:00<br><b>De :</b> Étude &lt;relances@etude.example&gt;'
        "<br><b>Objet :</b> Rappel</div><div>payez</div></div>"
    ),
    "Infomaniak": (
        f'<div>Je conteste.</div><br><div class="ik_mail_quote"><div>{_ATTR}</div><blockquote class="ws-ng-quote">payez'
        f"</blockquote></div>"
    ),
    "Spark": (
        f'<div name="messageBodySection"><div dir="auto">Je conteste.</div></div><div name="messageReplySection">'
        f"{_ATTR}"
        f'<br><blockquote type="cite" class="spark_quote">payez</blockquote></div>'
    ),
    "Spark, no block": (
        '<div name="messageBodySection">Je conteste.</div><div name="messageReplySection">Le 6 oct. 2026 à 08:00 '
        "+0200, "
        "Étude, a écrit :<br>payez</div>"
    ),
    "HCL Notes": (
        '<font size="2">Je conteste.</font><br><br><font size="1" color="#5f5f5f">De :</font> <font size="1">Étude '
        '&lt;relances@etude.example&gt;</font><br><font size="1">A :</font> <font>jean</font><br><font>Date :</font> '
        "<font>06/10/2026 08:00</font><br><font>Objet :</font> Rappel<br><hr noshade><br>payez"
    ),
    "eM Client": (
        '<div>Je conteste.</div><div id="xd1"><div>------ Message d\'origine ------</div><div>De "Étude" &lt;relances@'
        'etude.example&gt;</div></div><blockquote class="cite2" type="cite">payez</blockquote>'
    ),
    "BlueMail": (
        f'<div dir="auto">Je conteste.</div><div class="replyHeader" dir="auto">{_ATTR}</div><div class="gmail_quote">'
        f'<blockquote class="gmail_quote">payez</blockquote></div>'
    ),
    "Airmail": (
        f'<div>Je conteste.</div><p class="airmail_on">{_ATTR}</p><blockquote type="cite" class="clean_bq">payez'
        f"</blockquote>"
    ),
    "Zoho": (
        f'<div>Je conteste.</div><div class="zmail_extra_hr"></div><div class="zmail_extra" data-zbluepencil-ignore='
        f'"true"><div id="Zm-_Id_-Sgn1">---- {_ATTR} ----</div><blockquote>payez</blockquote></div>'
    ),
    "plain attribution in a paragraph": f"<p>Je conteste.</p><p>{_ATTR}</p><p>Madame, payez.</p>",
    "a rule drawn by style": (
        f'<p>Je conteste.</p><div style="border-top:1px solid #ccc;padding-top:6px">{_OUTLOOK}</div><p>payez</p>'
    ),
    "headers in a table": (
        "<p>Je conteste.</p><hr><table><tr><td>De :</td><td>Étude &lt;relances@etude.example&gt;</td></tr><tr><td>"
        "Envoyé "
        ":</td><td>mardi 6 octobre 2026</td></tr><tr><td>Objet :</td><td>Rappel</td></tr></table><p>payez</p>"
    ),
}
