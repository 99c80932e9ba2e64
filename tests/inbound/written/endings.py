"""How messages end: footers of phones and programs, closings and signatures, small print, antivirus lines."""

from __future__ import annotations

FOOTERS: dict[str, tuple[str, ...]] = {
    "fr": (
        "Envoyé de mon iPhone", "Envoyé de mon iPad", "Envoyé depuis mon appareil Galaxy",
        "Envoyé de mon appareil mobile Samsung", "Envoyé depuis l'application Mail Orange",
        "Envoyé depuis mon mobile Orange", "Envoyé depuis Yahoo Mail pour iPhone",
        "Envoyé à partir de Yahoo Mail sur Android", "Obtenez Outlook pour iOS<https://aka.ms/o0ukef>",
        "Télécharger Outlook pour Android", "Envoyé à partir de Outlook pour Android",
        "Provenance : Courrier pour Windows",
        "Envoyé avec la messagerie sécurisée Proton Mail.", "Envoyé à partir d'un appareil mobile",
        "Envoyé depuis mon téléphone HUAWEI", "Envoyé de mon Xiaomi", "Envoyé avec BlueMail pour Android",
        "Envoyé via Spark", "Envoyé de mon smartphone Samsung Galaxy.", "Envoyé depuis SFR Mail",
        "Envoyé à partir du mail Free", "Envoyé depuis ma tablette Samsung", "Téléchargez Outlook pour iOS",
        "Envoyé de mon téléphone intelligent BlackBerry 10", "Cet e-mail a été envoyé depuis mon portable",
        "Envoyé depuis l’app Mail de La Poste", "Mail envoyé depuis mon téléphone, veuillez excuser les fautes.",
        "Veuillez excuser ma brièveté.", "Envoyé de Outlook",
    ),
    "en": (
        "Sent from my iPhone", "Sent from my Galaxy", "Get Outlook for Android<https://aka.ms/AAb9ysg>",
        "Sent from Outlook for iOS", "Sent from Yahoo Mail for iPhone", "Sent from Mail for Windows",
        "Sent with Proton Mail secure email.", "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
        "Sent via Spark", "Sent from my BlackBerry 10 smartphone.", "Yahoo Mail: Search, Organize, Conquer",
        "Sent from my mobile, please excuse typos", "Sent on the go", "Sent from Samsung tablet.",
        "Sent from my Huawei phone", "Please excuse brevity and typos.",
    ),
    "de": (
        "Von meinem iPhone gesendet", "Gesendet von Outlook für Android", "Holen Sie sich Outlook für iOS",
        "Von Samsung Mobile gesendet", "Gesendet mit der GMX iPhone App", "Gesendet von Mail für Windows",
        "Von meinem Galaxy gesendet", "Gesendet von Yahoo Mail auf Android", "Gesendet mit Proton Mail sichere E-Mail.",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Outlook für Android herunterladen",
        "Gesendet mit der Telekom Mail App", "Von unterwegs gesendet", "Von meinem Smartphone gesendet.",
    ),
    "es": (
        "Enviado desde mi iPhone", "Enviado desde Outlook para Android", "Obtener Outlook para iOS",
        "Enviado desde mi Galaxy", "Enviado desde Yahoo Mail para iPhone", "Enviado desde Correo para Windows",
        "Enviado con el correo electrónico seguro de Proton Mail.", "Descargar Outlook para iOS",
        "Obtén Outlook para iOS",
        "Enviado a través de mi móvil", "Enviado de Samsung Mobile",
    ),
    "it": (
        "Inviato da iPhone", "Inviato dal mio iPhone", "Inviato da Outlook per iOS", "Scarica Outlook per Android",
        "Ottieni Outlook per Android", "Inviato dal mio dispositivo Samsung", "Inviato da Libero Mail per Android",
        "Inviato da Yahoo Mail su Android", "Inviato da Posta per Windows", "Inviato con l'email sicura Proton Mail.",
        "Inviata dal mio telefono Huawei",
    ),
    "nl": (
        "Verstuurd vanaf mijn iPhone", "Verzonden vanaf mijn Galaxy", "Outlook voor Android downloaden",
        "Download Outlook voor iOS", "Verzonden vanuit Outlook voor Android", "Verzonden met Proton Mail",
        "Verstuurd vanuit Mail voor Windows", "Verzonden vanaf Samsung-tablet.", "Outlook voor iOS ophalen",
        "Verzonden vanaf mijn Samsung Galaxy-smartphone.",
    ),
}  # fmt: skip

# Jean Petit <jean@petit-freres.example> signs, each block as people in that country lay it out.
SIGNATURES: dict[str, tuple[str, ...]] = {
    "fr": (
        "Cordialement,\n\nJean Petit\nGérant", "Bien à vous,\nJean Petit", "Cdlt\nJ. Petit",
        "Bien cordialement.\n\nJean",
        "Sincères salutations\nJean Petit\nPetit Frères SARL\n12 rue des Lilas - 69003 Lyon\nTél. : 04 78 00 00 00",
        "Veuillez agréer, Maître, l'expression de mes sentiments distingués.\n\nJean Petit",
        "Nous vous prions d'agréer, Madame, Monsieur, nos salutations distinguées.\n\nLe service comptable",
        "Bonne réception,\n\nJean Petit\nPortable 06 00 00 00 00", "Avec mes salutations les meilleures.\nJean Petit",
        "Bonne journée à vous,\nJean", "-- \nJean Petit\nwww.petit-freres.example",
        "Cordialement, Jean Petit", "Bien cordialement\n[cid:image001.png@01DC3A2F.5B0C7E30]\nJean PETIT\nDirection",
        "Cordialement\n\n*Jean Petit*\n*Responsable comptable*\n*T* +33 4 78 00 00 00 | *M* +33 6 00 00 00 00",
        "Très cordialement,\nJean PETIT | Gérant | Petit Frères", "Confraternellement,\nJean Petit",
        "Bien à vous\n________________________________\nJean Petit\nGérant", "Belle fin de journée.\nJean Petit",
    ),
    "en": (
        "Kind regards,\n\nJean Petit\nAccounts Payable", "Best,\nJean", "Many thanks,\nJean Petit",
        "Yours sincerely,\n\nJean Petit\nFinance Director\nT: +44 20 7946 0000", "Regards\nJean Petit", "Cheers,\nJean",
        "Warm regards,\nJean Petit\nPetit Freres Ltd\nRegistered in England No. 0123456",
        "Thanks and regards,\nJean Petit",
        "With best wishes,\n\nJean", "Thanks & kind regards\nJean Petit", "All the best,\nJean Petit",
    ),
    "de": (
        "Mit freundlichen Grüßen\n\ni. A. Jean Petit\nBuchhaltung", "Viele Grüße\nJean Petit", "MfG\nJ. Petit",
        "Beste Grüße aus München\nJean Petit",
        "Freundliche Grüße\n\nJean Petit\nGeschäftsführer\nPetit GmbH\nHRB 12345",
        "Mit besten Grüßen\nPetit Freres GmbH\nJean Petit", "Herzliche Grüße\nJean", "Hochachtungsvoll\nJean Petit",
        "Mit freundlichem Gruß\nJean Petit", "Schöne Grüße und einen guten Tag\nJean Petit",
    ),
    "es": (
        "Un saludo,\nJean Petit", "Saludos cordiales,\n\nJean Petit\nAdministración", "Atentamente,\nJean Petit",
        "Un cordial saludo\nJean Petit\nDpto. de Contabilidad\nTel.: +34 91 000 00 00",
        "Reciba un cordial saludo,\nJean",
        "Muchas gracias y un saludo\nJean Petit", "Le saluda atentamente,\nJean Petit", "Saludos\nJean",
    ),
    "it": (
        "Cordiali saluti\nJean Petit", "Distinti saluti\n\nJean Petit\nUfficio contabilità", "Un cordiale saluto\nJean",
        "Grazie e saluti\nJean Petit", "Buona giornata\nJean Petit", "Cordialmente,\nJean Petit\nTel. +39 02 000000",
        "Saluti\nJean", "In attesa di riscontro, porgo distinti saluti.\nJean Petit",
    ),
    "nl": (
        "Met vriendelijke groet,\n\nJean Petit\nBoekhouding", "Vriendelijke groeten\nJean Petit", "Mvg,\nJean",
        "Met hartelijke groeten,\nJean Petit", "Groeten,\nJean", "Hoogachtend,\nJean Petit", "Fijne dag!\nJean Petit",
    ),
}  # fmt: skip

SMALL_PRINT: dict[str, tuple[str, ...]] = {
    "fr": (
        "Ce courriel et ses pièces jointes peuvent contenir des informations confidentielles.",
        "Le contenu de ce courriel est confidentiel et destiné exclusivement à son destinataire.",
        "AVERTISSEMENT : ce message est réservé à son destinataire. Toute diffusion est interdite.",
        "Ce message (et ses éventuelles pièces jointes) est établi à l'intention exclusive de ses destinataires.",
        "Pensez à l'environnement avant d'imprimer ce message.",
        "L'absence de virus dans ce courrier électronique a été vérifiée par le logiciel antivirus Avast.",
        "Garanti sans virus. www.avast.com", "Sans virus.www.avast.com",
        "Les informations contenues dans ce message sont couvertes par le secret professionnel.",
        "Petit Frères SARL au capital de 10 000 euros - RCS Lyon 000 000 000",
    ),
    "en": (
        "This email and any attachments are confidential and intended solely for the addressee.",
        "IMPORTANT NOTICE: the contents of this email are confidential.", "Virus-free.www.avast.com",
        "CONFIDENTIALITY NOTICE: This message may contain privileged information.",
        "Please consider the environment before printing this email.",
        "If you have received this message in error, please notify the sender and delete it.",
        "Petit Freres Ltd is a company registered in England and Wales, number 0123456.",
    ),
    "de": (
        "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.",
        "Der Inhalt dieser E-Mail ist vertraulich.", "Virenfrei. www.avast.com",
        "Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.",
        "Sollten Sie nicht der richtige Adressat sein, informieren Sie bitte den Absender.",
        "Sitz der Gesellschaft: München, Amtsgericht München HRB 12345, Geschäftsführer: Jean Petit",
    ),
    "es": (
        "Este mensaje y sus archivos adjuntos son confidenciales.", "Libre de virus. www.avast.com",
        "AVISO LEGAL: La información contenida en este correo es confidencial.",
        "Antes de imprimir este mensaje, piense en el medio ambiente.",
        "Si usted no es el destinatario, le rogamos que lo comunique al remitente y lo elimine.",
    ),
    "it": (
        "Le informazioni contenute in questo messaggio sono riservate e confidenziali.",
        "Privo di virus. www.avast.com",
        "Questo messaggio e i suoi allegati sono indirizzati esclusivamente alle persone indicate.",
        "Ai sensi del Regolamento UE 2016/679 si precisa che le informazioni sono riservate.",
        "Prima di stampare questa e-mail, pensa all'ambiente.",
    ),
    "nl": (
        "Dit e-mailbericht is uitsluitend bestemd voor de geadresseerde.", "Virusvrij.www.avast.com",
        "De informatie in dit bericht is vertrouwelijk.", "Denk aan het milieu voordat u deze e-mail afdrukt.",
        "Aan dit bericht kunnen geen rechten worden ontleend.",
    ),
}  # fmt: skip
