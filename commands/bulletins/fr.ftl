### Ce que la Tisseuse a à dire à tous les îlots.

annonce = Une annonce
    .summary = Mettre une annonce dans le prochain courrier de tous les îlots ; « urgent » la poste tout de suite.
    .example = !annonce Le bureau est fermé du 3 au 7 mai
    .short = !annonce [urgent] …
veille = La veille
    .summary = Mettre un lien ou un texte à lire dans le prochain courrier de tous les îlots.
    .example = !veille Portage salarial : ce qui change https://example.org/portage
    .short = !veille …

HowBulletinsWork =
    { $kind ->
        [V] Dis ce qu'il y a à lire. Par exemple : `!veille Portage salarial : ce qui change https://example.org/portage`
       *[A] Dis ce que tu annonces. Par exemple : `!annonce Le bureau est fermé du 3 au 7 mai` · `!annonce urgent Pas de chauffage à Rennes aujourd'hui`
    }
BulletinTooLong = C'est long pour une ligne du courrier : { $longest } caractères au plus. Redis-le en plus court, ou mets un lien.
AskAnnouncement =
    Voilà ce que tous les îlots liront au courrier de { $day } : « { $text } »
    Réponds à ce message : « oui » pour l'envoyer, « stop » pour arrêter. ✅ ou ❌ suffisent.
AskUrgent =
    { $count ->
        [one] Dans l'îlot, sans attendre le courrier
       *[other] Dans { $count } îlots, sans attendre le courrier
    } : « { $text } »
    C'est urgent ? Réponds à ce message : « oui », ou « stop ». ✅ ou ❌ suffisent.
AskUrgentAgain =
    Je redemande, parce que ça part tout de suite { $count ->
        [one] dans l'îlot
       *[other] dans { $count } îlots
    } (aux heures de chacun, jamais pendant un temps de recul) : « { $text } »
    Tu confirmes ? Réponds à ce message : « oui », ou « stop ». ✅ ou ❌ suffisent.
BulletinNoted =
    {"**"}{ $ref }{"**"} · { $title }
    { $kind ->
        [V] À lire : au courrier de { $day }, dans tous les îlots.
       *[A] Annonce : au courrier de { $day }, dans tous les îlots.
    } Une erreur : modifie ton message. L'enlever : supprime-le.
UrgentNoted =
    {"**"}{ $ref }{"**"} · { $title }
    Annonce urgente { $count ->
        [one] dans l'îlot
       *[other] dans { $count } îlots
    }, une fois, aux heures de chacun. Une erreur : modifie ton message. L'enlever : supprime-le.
BulletinTold = { $ref } est déjà partie au courrier. Pour l'enlever partout, supprime ton message ; pour la redire : `!annonce …`
BulletinShown = {"**"}{ $ref }{"**"} · { $title }
BulletinsShown =
    { $lines }
    { $kind ->
        [V] Une de plus : `!veille …`
       *[A] Une de plus : `!annonce …` ou `!annonce urgent …`
    }
UnknownBulletin = Je ne trouve pas { $ref }. `!annonce` et `!veille` montrent les dernières.

## Dans les îlots

AnnouncementNews = {"**"}{ $ref }{"**"} · la Tisseuse annonce : { $title }
WatchNews = {"**"}{ $ref }{"**"} · à lire : { $title }
UrgentNews = {"**"}{ $ref }{"**"} · la Tisseuse annonce, c'est urgent : { $title }
