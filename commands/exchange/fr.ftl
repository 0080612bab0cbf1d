### La bourse du travail.

offre = Proposer
    .summary = Proposer un travail, un coup de main, un matériel.
    .ask = En une phrase, qu'est-ce que tu proposes ?
    .example = !offre 2 jours de montage vidéo vendredi prochain à 14h 150€/jour
    .short = !offre 2 jours de montage, mardi
besoin = Chercher
    .summary = Chercher quelqu'un, un lieu, un matériel.
    .ask = En une phrase, de quoi as-tu besoin ?
    .example = !besoin salle pour 8 personnes mardi 18 mai 14h-17h à Marseille 50-80€
    .short = !besoin salle à Lyon, 18 mai
interim = Se faire remplacer
    .summary = Chercher quelqu'un pour te remplacer, sans dire pourquoi.
    .ask = En une phrase, qui ou quoi faut-il remplacer ?
    .example = !interim atelier numérique mardi 20 avril 9h-17h à Lille, 400€ la journée
    .short = !interim atelier du 20 avril
offres = Voir la bourse
    .summary = Voir ce qui est ouvert ; des mots dans n'importe quel ordre filtrent.
    .example = !offres bretagne à distance
    .short = !offres
voir = Voir une annonce
    .summary = Voir une annonce en entier. `!O12` fait pareil.
    .example = !voir O12
    .short = !voir O12
prends = Lever la main
    .summary = Dire que tu es partant·e. Ce n'est pas un verrou : vous en parlez.
    .example = !prends O12
    .short = !prends O12
pourvu = Clore
    .summary = Dire que c'est réglé, et avec qui si tu veux.
    .example = !pourvu B8 avec @ines
    .short = !pourvu B8 avec @ines
retire = Retirer
    .summary = Retirer ton annonce.
    .example = !retire O12
    .short = !retire O12
prolonge = Prolonger
    .summary = Prolonger ton annonce, ou la rouvrir.
    .example = !prolonge O12 jusqu'au 15 mai
    .short = !prolonge O12

## Une annonce

ListingPosted =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $hints }
ReachArchipel = Tout l'Archipel la voit avec `!offres`. Une erreur : `!retire { $ref }`, puis renvoie.
ReachIlot = Elle reste dans l'îlot. Une erreur : `!retire { $ref }`, puis renvoie.
ContractFirst = Avant de commencer, la personne vérifie son contrat.
HolidayWarning = Attention, { $day } est férié ({ $holiday }).
Shortened = C'est un peu long pour l'annonce. J'ai gardé les 1 500 premiers caractères.
At = { $span }
Costs = { $price }
Stands = { $place }
Until = jusqu'au { $day }
Before = avant { $moment }
Lasting = permanente
Tagged = { $tags }
ListingShown =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $description }
    { $by }
    { $status }
ByAuthor = { $author }, { $ilot }
OnlyForIlot = dans l'îlot seulement
Status =
    { $state ->
        [open] Ouvert à tout le monde. Partant·e : `!prends` et sa référence.
        [in_discussion]
            { $hands ->
                [one] En discussion, une main levée.
               *[other] En discussion, { $hands } mains levées.
            }
        [fulfilled]
            { $direction ->
                [offer] Pourvue.
               *[other] Pourvu.
            }
        [withdrawn]
            { $direction ->
                [offer] Retirée.
               *[other] Retiré.
            }
       *[expired] À son terme. Pour rouvrir : `!prolonge` et sa référence.
    }
FulfilledWith =
    { $direction ->
        [offer] Pourvue, avec { $partner }.
       *[other] Pourvu, avec { $partner }.
    }

## La liste

BoardShown = { $lines }
BoardLine = {"**"}{ $ref }{"**"} · { $title } · { $details }
MoreOnPage = la suite : `{ $command }`
BoardEmpty = Rien d'ouvert pour l'instant. Pour commencer : `!offre` ou `!besoin`
NothingFound = Rien pour « { $text } ». `!offres` montre tout.
DidYouMeanToOffer = Rien pour « { $text } ». Tu voulais proposer ? (oui / non)

## La vie d'une annonce

HandRaised =
    { $later ->
        [yes] C'est noté : je le dis à { $author } dès 8 h. Si c'est pressé, écris-lui.
       *[no] C'est dit à { $author }. Vous pouvez vous écrire.
    }
HandAlready = Ta main est déjà levée pour { $ref }, { $author } le sait.
AuthorUnreachable = C'est noté sur { $ref }. Je n'ai pas de moyen de prévenir { $author } : écris-lui directement.
HandForYou = { $who } lève la main pour { $ref } ({ $title }). Vous pouvez vous écrire. Quand c'est réglé : `!pourvu { $ref }`
Fulfilled =
    { $direction ->
        [offer] { $ref } est pourvue{ $end }
       *[other] { $ref } est pourvu{ $end }
    }
EndAlone = .
EndWith = , avec { $partner }. Merci à vous deux.
Withdrawn =
    { $direction ->
        [offer] { $ref } est retirée.
       *[other] { $ref } est retiré.
    }
Extended =
    { $reopened ->
        [yes] { $ref } est de nouveau sur la bourse, jusqu'au { $until }.
       *[no] { $ref } court jusqu'au { $until }.
    }
ExtendedIntoThePast = { $until }, c'est déjà passé. Donne une date à venir, par exemple : `!prolonge O12 15 juin`
WhichListing = Quelle annonce ? Par exemple : `!{ $command } O12`
UnreadableDate = Je ne lis pas de date dans « { $got } ». Par exemple : `!prolonge { $ref } jusqu'au 15 mai`
AskTheAuthor =
    { $deed ->
        [extend] Seule la personne qui a posé { $ref } peut la prolonger. Je lui fais passer ? (oui)
       *[close] Seule la personne qui a posé { $ref } peut la clore. Je lui fais passer ? (oui)
    }
PassedOn =
    { $later ->
        [yes] C'est noté : je le dis à { $author } dès 8 h.
       *[no] C'est passé à { $author }.
    }
AskedToExtend = { $who } aimerait que { $ref } ({ $title }) dure plus longtemps. Si oui : `!prolonge { $ref }`
AskedToClose = { $who } pense que { $ref } ({ $title }) est à clore ou à changer. Si oui : `!pourvu { $ref }` ou `!retire { $ref }`
NoIlot = Tu n'es encore dans aucun îlot : entre d'abord dans son salon, puis renvoie.
