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
voir = Voir une annonce, une trace
    .summary = Voir en entier une annonce, ou une trace partagée avec toi. `!O12` fait pareil.
    .example = !voir O12
    .short = !voir O12
prends = Lever la main
    .summary = Lever la main : ça ne bloque rien, vous en parlez.
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
ListingClosed =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $status }
HowToChange = Une erreur : modifie ton message. Garder dans l'îlot : 🏝. Enlever : ❌
HowToChangeHere = Une erreur : modifie ton message. Enlever : ❌
ReachNextEdition = Tout l'Archipel la verra au courrier de { $day }. { $how }
ReachArchipel = Tout l'Archipel la voit avec `!offres`. { $how }
HeldBack = Elle reste dans l'îlot pour l'instant. { $how }
ReachIlot = Elle reste dans l'îlot. { $how }
KindStays =
    { $direction ->
        [offer] { $ref } reste une offre, rien n'a changé. Pour autre chose : ❌, puis un nouveau message.
        [need] { $ref } reste un besoin, rien n'a changé. Pour autre chose : ❌, puis un nouveau message.
       *[cover] { $ref } reste un remplacement, rien n'a changé. Pour autre chose : ❌, puis un nouveau message.
    }
ContractFirst = Avant de commencer, la personne vérifie son contrat : `!cadre interim`
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
        [open] Ouvert à tout le monde. Partant·e : ✋
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
FulfilledWithSomebody =
    { $direction ->
        [offer] Pourvue, avec une personne.
       *[other] Pourvu, avec une personne.
    }

## La liste

BoardShown = { $lines }
BoardLine = {"**"}{ $ref }{"**"} · { $title } · { $details }
MoreOnPage = la suite : `!offres { $filter }`
BoardEmpty = Rien d'ouvert pour l'instant. Pour commencer : `!offre` ou `!besoin`
NothingFound = Rien pour « { $text } ». `!offres` montre tout.
DidYouMeanToOffer = Rien pour « { $text } ». Tu voulais proposer ? (oui / non)

## La vie d'une annonce

HandRaised =
    { $later ->
        [yes] C'est noté : je le dis à { $author } dès 8 h. Si c'est pressé, écris-lui.
       *[no] C'est dit à { $author }. Si tu changes d'avis, retire ta main.
    }
HandAlready = Ta main est déjà levée pour { $ref }, { $author } le sait.
AuthorUnreachable = C'est noté sur { $ref }. Je n'ai pas de moyen de prévenir { $author } : écris-lui directement.
HandForYou = { $who } lève la main pour { $ref } ({ $title }). Vous pouvez vous écrire. Quand c'est réglé : ✅
HandLowered = { $who } retire sa main pour { $ref }.
Fulfilled =
    { $direction ->
        [offer] { $ref } est pourvue{ $end }
       *[other] { $ref } est pourvu{ $end }
    }
EndAlone = .
EndWith =
    { $is_mine ->
        [yes] , avec { $partner }. Merci à vous deux.
       *[no] , avec { $partner }.
    }
Withdrawn =
    { $direction ->
        [offer] { $ref } est retirée.
       *[other] { $ref } est retiré.
    }
Extended =
    { $reopened ->
        [yes] { $ref } est de nouveau sur la bourse, jusqu'au { $until }.
       *[no] { $ref } reste sur la bourse jusqu'au { $until }.
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

## Quand c'est réglé

WithWhom =
    { $direction ->
        [offer] { $ref } est pourvue.
       *[other] { $ref } est pourvu.
    } { $count ->
        [0] Avec qui ? Un prénom, ou « passe ».
       *[other] Avec qui ? { $candidates } · un autre prénom, ou « passe »
    }
OneNameKept =
    { $direction ->
        [offer] { $ref } est pourvue, avec { $partner }.
       *[other] { $ref } est pourvu, avec { $partner }.
    } Je ne garde qu'un prénom. Pour en changer : { $candidates } (réponds par un numéro)
Candidate = **{ $number }** { $name }
NotedWith = C'est noté : { $ref }, avec { $partner }. Merci à vous deux.
NobodyNamed = D'accord.
ClosedForHand =
    { $state ->
        [fulfilled] { $direction ->
            [offer] { $ref } ({ $title }) est pourvue. Merci d'avoir levé la main.
           *[other] { $ref } ({ $title }) est pourvu. Merci d'avoir levé la main.
        }
       *[other] { $direction ->
            [offer] { $ref } ({ $title }) est retirée. Merci d'avoir levé la main.
           *[other] { $ref } ({ $title }) est retiré. Merci d'avoir levé la main.
        }
    }
ClosedForYou =
    { $state ->
        [fulfilled] { $direction ->
            [offer] Pour la Tisseuse, { $ref } ({ $title }) est pourvue. Si c'est une erreur : `!prolonge { $ref }`
           *[other] Pour la Tisseuse, { $ref } ({ $title }) est pourvu. Si c'est une erreur : `!prolonge { $ref }`
        }
       *[other] La Tisseuse a retiré { $ref } ({ $title }). Si c'est une erreur, écris-lui.
    }
ReachChanged =
    { $reach ->
        [ilot] { $ref } reste dans l'îlot.
       *[archipel] Tout l'Archipel voit { $ref }.
    }

## Partir, revenir

LeftIlot =
    Tu n'es plus dans { $ilot } : je ne t'en parle plus. { $count ->
        [0] { "" }
        [one] { $refs } ne se montre plus ; si tu reviens, elle revient.
       *[other] { $refs } ne se montrent plus ; si tu reviens, elles reviennent.
    }
BackInIlot =
    { $count ->
        [one] Te revoilà dans { $ilot } : { $refs } se montre à nouveau.
       *[other] Te revoilà dans { $ilot } : { $refs } se montrent à nouveau.
    }

## Avant la fin

EndsSoon =
    { $today ->
        [yes] { $ref } ({ $title }) finit aujourd'hui. Prolonger : 🔁 · C'est réglé : ✅ · Sinon, rien à faire.
       *[no] { $ref } ({ $title }) finit { $day }. Prolonger : 🔁 · C'est réglé : ✅ · Sinon, rien à faire.
    }
StillTrue = { $ref } ({ $title }) est là depuis six mois. Toujours d'actualité ? Si oui, rien à faire. Sinon : ❌

## Une question à la fois

ask-when = Quand ? Par exemple : mardi 20 avril. Ou « passe ».
ask-price = À quel tarif ? Par exemple : 150 €/jour, gratuit. Ou « passe ».
ask-place = Où ? Une ville, ou « à distance ». Ou « passe ».

## Ce qui presse, ce qui se lit

ListingAnnounced =
    Urgent : {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $by }. Partant·e : ✋
SaidInTheRoom =
    Ton message pour { $ref } parle de santé ou d'argent, et tout le salon peut le lire.
    Pour l'enlever : supprime-le, l'annonce s'efface avec lui. Ou modifie-le, sans dire pourquoi.
    D'ici là, je ne la montre pas aux autres îlots. Si c'est voulu, réponds « oui ».
KeptBack = { $ref } parle de santé ou d'argent : je ne la montre pas aux autres îlots. Modifie ton message, sans dire pourquoi. Si c'est voulu, réponds « oui ».

## Le courrier

SettledLine =
    { $direction ->
        [offer] {"**"}{ $ref }{"**"} · { $title } · pourvue
       *[other] {"**"}{ $ref }{"**"} · { $title } · pourvu
    }

## Ce qui pourrait aller ensemble

GoesWith = { $ref } ({ $title }) va peut-être avec { $mine } : { $words }. Partant·e : ✋ · Ne plus en recevoir : `!moi suggestions non`
SuitsYou = { $ref } ({ $title }) pourrait t'aller : { $words }, dans tes compétences. Partant·e : ✋ · Ne plus en recevoir : `!moi suggestions non`

## Feuilles de chiffres

MonthlyListings =
    Annonces
    Mois
    Sens
    Posées
    Pourvues
    Entre îlots
    Délai médian (jours)
NeedsByCategory =
    Besoins
    Catégorie
    Ouverts
    Pourvus
DirectionHead =
    { $direction ->
        [offer] offre
        [need] besoin
       *[cover] remplacement
    }
