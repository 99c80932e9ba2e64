"""Undelivered mail as servers report it in words: (server, case): (sender, subject, text, status, permanent).

Everything is about compta@client.example and our message <rem-abcdefgh@etude.example>.
"""

from __future__ import annotations

WHO = "compta@client.example"
_COPY = (
    "From: relances@etude.example\nTo: compta@client.example\nMessage-ID: <rem-abcdefgh@etude.example>\n"
    "Subject: Rappel\n\nMadame, sauf erreur..."
)
_DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.client.example>"
_POSTMASTER = "postmaster@client.example"

REPORTS: dict[tuple[str, str], tuple[str, str, str, str | None, bool]] = {
    ("Postfix", "unknown"): (
        _DAEMON, "Undelivered Mail Returned to Sender",
        ("This is the mail system at host mx.client.example.\n\nI'm sorry to have to inform you that your message "
        "could not\n"
        "be delivered to one or more recipients. It's attached below.\n\n                   The mail system\n\n"
        "<compta@client.example>: host mx2.client.example[192.0.2.4] said: 550 5.1.1\n    <compta@client.example>: "
        f"Recipient address rejected: User unknown in virtual mailbox\n    table (in reply to RCPT TO "
        f"command)\n\n{_COPY}"),
        "5.1.1", True),
    ("Postfix", "delayed"): (
        _DAEMON, "Delayed Mail (still being retried)",
        ("This is the mail system at host mx.client.example.\n\n"
        "####################################################################\n"
        "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n"
        "####################################################################\n\n"
        "Your message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n"
        f"<compta@client.example>: connect to mx2.client.example[192.0.2.4]:25: Connection\n    timed out\n\n{_COPY}"),
        None, False),
    ("Exim", "unroutable"): (
        "Mail Delivery System <Mailer-Daemon@mx.client.example>", "Mail delivery failed: returning message to sender",
        ("This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        "delivered "
        "to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
        f"  compta@client.example\n    Unrouteable address\n\n------ This is a copy of the message ------\n\n{_COPY}"),
        None, True),
    ("Exim", "full"): (
        "Mail Delivery System <Mailer-Daemon@mx.client.example>", "Mail delivery failed: returning message to sender",
        ("This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        "delivered "
        "to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n"
        "  compta@client.example\n    SMTP error from remote mail server after end of data:\n    552 5.2.2 mailbox "
        "is full\n\n"
        f"------ This is a copy of the message, including all the headers. ------\n\n{_COPY}"),
        "5.2.2", True),
    ("Exim", "delayed"): (
        "Mail Delivery System <Mailer-Daemon@mx.client.example>",
        "Warning: message 1kABCD-0001aB-2C delayed 24 hours",
        ("This message was created automatically by mail delivery software.\nA message that you sent has not yet been "
        "delivered "
        "to one or more of its\nrecipients after more than 24 hours on the queue on mx.client.example.\n\nThe "
        "address to which "
        "the message has not yet been delivered is:\n\n  compta@client.example\n\nNo action is required on your "
        "part. Delivery "
        f"attempts will continue for\nsome time.\n\n{_COPY}"),
        None, False),
    ("qmail", "unknown"): (
        "MAILER-DAEMON@mx.client.example", "failure notice",
        ("Hi. This is the qmail-send program at mx.client.example.\nI'm afraid I wasn't able to deliver your message "
        "to the "
        "following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work "
        "out.\n\n<compta@client.example>:"
        f"\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n{_COPY}"),
        "5.1.1", True),
    ("qmail", "given up"): (
        "MAILER-DAEMON@mx.client.example", "failure notice",
        ("Hi. This is the qmail-send program at mx.client.example.\n\n<compta@client.example>:\n192.0.2.4 does not "
        "like recipient."
        "\nRemote host said: 452 4.2.2 Mailbox full\nGiving up on 192.0.2.4.\nI'm not going to try again; this "
        "message has been "
        f"in the queue too long.\n\n--- Below this line is a copy of the message.\n\n{_COPY}"),
        "4.2.2", True),
    ("Exchange", "English"): (
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@client.example>", "Undeliverable: Rappel",
        ("Delivery has failed to these recipients or groups:\n\ncompta@client.example\nThe email address you entered "
        "couldn't be "
        "found. Please check the recipient's email address and try to resend the message.\n\nDiagnostic information "
        "for "
        "administrators:\n\nGenerating server: EX1.client.example\n\ncompta@client.example\n#550 5.1.1 "
        "RESOLVER.ADR.RecipNotFound"
        f"; not found ##\n\nOriginal message headers:\n\n{_COPY}"),
        "5.1.1", True),
    ("Exchange", "French"): (
        "Microsoft Outlook <postmaster@client.example>", "Non remis : Rappel",
        ("Échec de la remise à ces destinataires ou groupes :\n\ncompta@client.example\nL'adresse de messagerie que "
        "vous avez "
        "entrée est introuvable. Vérifiez l'adresse du destinataire et essayez de renvoyer le "
        "message.\n\nInformations de "
        "diagnostic pour les administrateurs :\n\nServeur de génération : EX1.client.example\n\ncompta@client.example\n"
        f"Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'\n\nEn-têtes de message d'origine "
        f":\n\n{_COPY}"),
        "5.1.1", True),
    ("Exchange", "French, delayed"): (
        "Microsoft Outlook <postmaster@client.example>", "Remise retardée : Rappel",
        ("La remise à ces destinataires ou groupes est retardée :\n\ncompta@client.example\n\nCe message n'a pas "
        "encore été remis. "
        f"Une nouvelle tentative sera effectuée jusqu'au 8 octobre.\n\n{_COPY}"),
        None, False),
    ("Exchange 2003", "French"): (
        "System Administrator <postmaster@client.example>", "Non remis : Rappel",
        ("Votre message\n\n  Objet : Rappel\n  Envoyé : 06/10/2026 08:00\n\nn'a pas atteint certains ou tous les "
        "destinataires "
        "prévus.\n\nImpossible de contacter le(s) destinataire(s) suivant(s) :\n\n      'compta@client.example' le "
        "06/10/2026 "
        f"08:01\n            Le compte de messagerie n'existe pas. <mx.client.example #5.1.1>\n\n{_COPY}"),
        "5.1.1", True),
    ("Microsoft 365", "blocked"): (
        "postmaster@client.onmicrosoft.example", "Undeliverable: Rappel",
        ("Your message to compta@client.example couldn't be delivered.\n\ncompta wasn't found at "
        "client.example.\n\nStatus code: "
        f"550 5.1.10\n\nReported error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient compta@client.example "
        f"not found\n\n{_COPY}"),
        "5.1.10", True),
    ("Microsoft 365", "French"): (
        "postmaster@client.onmicrosoft.example", "Non remis: Rappel",
        ("Votre message à compta@client.example n'a pas pu être remis.\n\ncompta introuvable sur "
        "client.example.\n\nCode d'état : "
        f"550 5.1.10\n\nErreur signalée : 550 5.1.10 RESOLVER.ADR.RecipientNotFound\n\n{_COPY}"),
        "5.1.10", True),
    ("Gmail", "unknown"): (
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)",
        ("** Address not found **\n\nYour message wasn't delivered to compta@client.example because the address "
        "couldn't be found, "
        "or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 The email account that "
        "you tried "
        f"to reach does not exist.\n\n{_COPY}"),
        "5.1.1", True),
    ("Gmail", "French"): (
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)",
        ("** Adresse introuvable **\n\nVotre message n'est pas parvenu à compta@client.example, car l'adresse est "
        "introuvable ou ne "
        f"peut pas recevoir de messages.\n\nLa réponse du serveur distant était la suivante :\n550 5.1.1 User "
        f"unknown\n\n{_COPY}"),
        "5.1.1", True),
    ("Gmail", "delayed, French"): (
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Delay)",
        ("** Remise incomplète **\n\nUn problème temporaire est survenu lors de la remise de votre message à "
        "compta@client.example. "
        f"Gmail effectuera de nouvelles tentatives pendant 47 heures.\n\n450 4.2.1 try later\n\n{_COPY}"),
        "4.2.1", False),
    ("Orange", "unknown"): (
        _DAEMON, "Undelivered Mail Returned to Sender",
        ("Bonjour,\n\nVotre message n'a pas pu être remis au destinataire suivant :\n\n<compta@client.example>: host "
        "smtp-in.orange.example[192.0.2.7] said: 550 5.1.1\n    Adresse d au moins un destinataire invalide. Invalid "
        "recipient. "
        f"OFR_416 [416]\n    (in reply to RCPT TO command)\n\n{_COPY}"),
        "5.1.1", True),
    ("Free", "unknown"): (
        _DAEMON, "Undelivered Mail Returned to Sender",
        ("<compta@client.example>: host mx1.free.example[192.0.2.8] said: 550 5.7.1 Mail refused -\n    <192.0.2.1> - "
        "unknown user "
        f"(in reply to end of DATA command)\n\n{_COPY}"),
        "5.7.1", True),
    ("SFR", "full"): (
        _DAEMON, "Undelivered Mail Returned to Sender",
        ("<compta@client.example>: host smtp-in.sfr.example[192.0.2.9] said: 552 5.2.2 Quota\n    exceeded / Boite du "
        "destinataire "
        f"pleine LPN007_510 (in reply to RCPT TO command)\n\n{_COPY}"),
        "5.2.2", True),
    ("La Poste", "unknown"): (
        _DAEMON, "Message non distribué",
        ("Votre message n'a pu être distribué à son destinataire.\n\nDestinataire : compta@client.example\nMotif : "
        "550 5.5.0 Adresse "
        f"email du destinataire incorrecte. LPN204_404\n\n{_COPY}"),
        "5.5.0", True),
    ("OVH", "unknown"): (
        "MAILER-DAEMON@mail.ovh.example", "Undelivered Mail Returned to Sender",
        ("<compta@client.example>: host mx1.mail.ovh.example[192.0.2.10] said: 550 5.1.1\n    <compta@client.example>"
        ": Recipient "
        f"address rejected: User unknown (in reply to\n    RCPT TO command)\n\n{_COPY}"),
        "5.1.1", True),
    ("IONOS", "unknown"): (
        "Mail Delivery System <mailer-daemon@kundenserver.example>",
        "Mail delivery failed: returning message to sender",
        ("This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        "delivered to "
        "one or more of\nits recipients. This is a permanent error.\n\nThe following address "
        "failed:\n\ncompta@client.example:\nSMTP "
        "error from remote server for RCPT TO command, host: mx00.kundenserver.example (192.0.2.11) reason: 550 "
        "Requested action "
        f"not\ntaken: mailbox unavailable\n\n--- The header of the original message is following. ---\n\n{_COPY}"),
        None, True),
    ("IONOS", "German"): (
        "Mail Delivery System <mailer-daemon@kundenserver.example>", "Unzustellbar: Rappel",
        ("Diese E-Mail wurde automatisch erstellt.\n\nIhre Nachricht konnte nicht zugestellt werden "
        "an:\n\ncompta@client.example\n\n"
        f"550 5.1.1 Empfänger unbekannt\n\n{_COPY}"),
        "5.1.1", True),
    ("Proofpoint", "unknown"): (
        "Mail Delivery Subsystem <MAILER-DAEMON@pps.client.example>", "Returned mail: see transcript for details",
        ("The original message was received at Tue, 6 Oct 2026 08:00:00 +0200\nfrom m0000000.ppops.example "
        "[127.0.0.1]\n\n   ----- The "
        "following addresses had permanent fatal errors -----\n<compta@client.example>\n    (reason: 550 5.1.1 User "
        "Unknown)\n\n   "
        "----- Transcript of session follows -----\n... while talking to [192.0.2.12]:\n>>> RCPT "
        "To:<compta@client.example>\n<<< 550 "
        f"5.1.1 User Unknown\n550 5.1.1 <compta@client.example>... User unknown\n\n{_COPY}"),
        "5.1.1", True),
    ("Mimecast", "rejected"): (
        _POSTMASTER, "[Postmaster] Email Delivery Failure",
        ("This is a system-generated message to inform you that your email could not\nbe delivered to one or more "
        "recipients. Details "
        "of the email and the error are as follows:\n\n<compta@client.example>: 550 Administrative prohibition - "
        "envelope blocked\n"
        f"\n{_COPY}"),
        None, True),
    ("sendmail", "warning"): (
        "Mail Delivery Subsystem <MAILER-DAEMON@mx.client.example>", "Warning: could not send message for past 4 hours",
        ("    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    "
        "**  YOU DO "
        "NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- The "
        "following addresses "
        "had transient non-fatal errors -----\n<compta@client.example>\n\n   ----- Transcript of session follows "
        "-----\n"
        "<compta@client.example>... Deferred: Connection timed out with mx2.client.example.\nMessage could not be "
        "delivered for 4 "
        f"hours\nMessage will be deleted from queue after 5 days\n\n{_COPY}"),
        None, False),
    ("Zimbra", "full"): (
        _DAEMON, "Undelivered Mail Returned to Sender",
        ("<compta@client.example>: host zimbra.client.example[192.0.2.13] said: 452 4.2.2 Over\n    quota (in reply "
        "to end of DATA "
        f"command)\n\n{_COPY}"),
        "4.2.2", True),
    ("Amazon SES", "unknown"): (
        "MAILER-DAEMON@amazonses.example", "Delivery Status Notification (Failure)",
        (f"An error occurred while trying to deliver the mail to the following "
        f"recipients:\ncompta@client.example\n\n{_COPY}"),
        None, True),
    ("HCL Domino", "unknown"): (
        "Postmaster@client.example",
        "DELIVERY FAILURE: User compta (compta@client.example) not listed in Domino Directory",
        ("Your message\n\n  Subject: Rappel\n\nwas not delivered to:\n\n  compta@client.example\n\nbecause:\n\n  User "
        "compta "
        f"(compta@client.example) not listed in Domino Directory\n\n{_COPY}"),
        None, True),
    ("Yahoo", "disabled"): (
        "MAILER-DAEMON@yahoo.example", "Failure Notice",
        ("Sorry, we were unable to deliver your message to the following address.\n\n<compta@client.example>:\n554: "
        "delivery error: dd "
        f"This user doesn't have a yahoo.example account (compta@client.example) [0]\n\n--- Below this line is a "
        f"copy.\n\n{_COPY}"),
        None, True),
}  # fmt: skip
