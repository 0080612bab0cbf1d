### Les chiffres d'une période, et la semaine.

bilan = Le bilan
    .summary = Les chiffres d'un mois, d'un trimestre, d'une année, ou d'une date à une autre, avec trois images et un document à imprimer.
    .example = !bilan mars
    .short = !bilan mars

## La période

WhichPeriod = Je ne lis pas « { $got } » comme une période. Par exemple : `!bilan mars`, `!bilan T1`, `!bilan année`, `!bilan 2021`, `!bilan du 1er mars au 15 avril`
PeriodNotBegun = Le { $first } n'est pas encore venu : il n'y a rien à compter. Par exemple : `!bilan mars`, `!bilan T1`, `!bilan année`

## Le bilan

Report =
    {"**"}Bilan { $days }{ $year }{"**"}{ $so_far ->
        [yes] , à ce jour
       *[no] {""}
    }
    { $lines }
Directions =
    { $offers ->
        [one] { $offers } offre
       *[other] { $offers } offres
    }, { $needs ->
        [one] { $needs } besoin
       *[other] { $needs } besoins
    }, { $covers ->
        [one] { $covers } remplacement
       *[other] { $covers } remplacements
    }
ReportPosted =
    { $count ->
        [0] Bourse : aucune annonce.
        [one] Bourse : une annonce ({ $directions }).
       *[other] Bourse : { $count } annonces ({ $directions }).
    }
ReportFulfilled =
    { $count ->
        [0] Pourvues : aucune.
       *[other] Pourvues : { $count }, dont { $between } entre îlots ({ $share } %) ; délai médian : { $delay ->
            [one] { $delay } jour
           *[other] { $delay } jours
        }.
    }
ReportMechanisms = Mécanismes en place : { $in_place }. { $review }.
TargetSaid =
    (objectif { $range ->
        [yes] { $low } à { $high }
       *[no] { $low }
    }, { $month })
ReviewSaid = Dernière évaluation : { $ref }, { $day }, utilité { $usefulness } sur 4
NotReviewed = Aucun n'était encore évalué
ReportTimes = Temps tenus : { $held }. Traces partagées : { $shared }.
ReportLinks =
    { $pairs ->
        [0] Liens entre îlots : aucun.
       *[other] Îlots reliés deux à deux : { $pairs }. Échanges pourvus : { $exchanges } ; en commun : { $commons } ; annoncés : { $told }.
    }
ReportMilestones = Jalons : { $milestones }.
MilestoneNamed = { $ref } { $title }
MoreMilestones = et { $count ->
        [one] un autre
       *[other] { $count } autres
    }
ReportQuote = « { $title } » ({ $ref }, CC-BY-ND 4.0)

## Par trimestre entier

Quarter = T{ $number }{ $year }
ReportSolidarity = Solidarité : { $quarters }.
SolidarityCounted = { $quarter }, { $count } demandes de { $people } personnes
SolidarityTooFew = { $quarter }, moins de { $fewest } personnes
NeedCounted = dont { $count } « { $need } »
NeedNamed =
    { $need ->
        [money] argent
        [health] santé, arrêt
        [cover] être remplacé·e
        [care] garde, logistique
        [listening] être écouté·e
        [rights] droits, contrat
        [equipment] matériel
        [housing] logement
        [travel] déplacement
        [income] revenu
       *[other] autre
    }
AskedBetween = en tout entre { $low } et { $high }
AskedAbove = en tout plus de { $low }
AskedBelow = en tout moins de { $high }
ReportFund = Fonds, à 100 € près : { $quarters }.
FundCounted = { $quarter }, { $came_in } entrés, { $paid } versés, solde { $balance }
FundOnePayment = { $quarter }, { $came_in } entrés, un seul versement, solde { $balance }
ByQuarterOnly = Solidarité et fonds : par trimestre entier et fini, et à partir de { $fewest } personnes. `!bilan { $quarter }`

## Les images

PictureLabel = { $label ->
    [exchange] échanges pourvus
    [common] en commun
    [told] annoncés
    [in_place] en place
    [target] objectif
    [open] encore ouverts
   *[fulfilled] pourvus
}
LinksTitle = Les îlots et leurs liens
LinksPictured = Graphe des îlots et de leurs liens. { $count ->
        [0] Aucun lien encore.
       *[other] { $pairs }.
    }{ $lonely ->
        [0] {""}
        [one] {" "}Encore sans lien : { $alone }.
       *[other] {" "}Encore sans lien : { $alone }.
    }{ $left_out ->
        [0] {""}
        [one] {" "}Un autre îlot n'y est pas.
       *[other] {" "}{ $left_out } autres îlots n'y sont pas.
    }
PairLinked = { $one } et { $other }, { $parts }
LinkCounted =
    { $kind ->
        [exchange] { $count ->
            [one] un échange pourvu
           *[other] { $count } échanges pourvus
        }
        [common] { $count ->
            [one] une chose en commun
           *[other] { $count } choses en commun
        }
       *[told] { $count ->
            [one] un lien annoncé
           *[other] { $count } liens annoncés
        }
    } ({ $refs })
MechanismsTitle = Mécanismes de solidarité en place
MechanismsPictured = Courbe des mécanismes de solidarité en place : { $count } au { $day }. { $steps }. Objectifs : { $targets }.
InPlaceSince = { $count } dès le { $day }
AimSaid =
    { $range ->
        [yes] { $low } à { $high }
       *[no] { $low }
    } en { $month }
AimNumber =
    { $range ->
        [yes] { $low } à { $high }
       *[no] { $low }
    }
MonthSaid = { $month }
NeedsTitle = Besoins par catégorie
NeedsPictured = Barres des besoins par catégorie. { $count ->
        [0] Aucun besoin.
       *[other] { $categories }.
    }{ $left_out ->
        [0] {""}
        [one] {" "}Une autre catégorie n'y est pas.
       *[other] {" "}{ $left_out } autres catégories n'y sont pas.
    }
CategoryCounted = { $name } : { $counts }
OpenAndFulfilled =
    { $open ->
        [0] { $fulfilled ->
            [0] aucun
            [one] { $fulfilled } pourvu
           *[other] { $fulfilled } pourvus
        }
        [one] { $open } ouvert{ $fulfilled ->
            [0] {""}
            [one] , { $fulfilled } pourvu
           *[other] , { $fulfilled } pourvus
        }
       *[other] { $open } ouverts{ $fulfilled ->
            [0] {""}
            [one] , { $fulfilled } pourvu
           *[other] , { $fulfilled } pourvus
        }
    }
UsualCategory = { $category ->
    [formation] formation
    [image] image
    [logistique] logistique
    [gestion] gestion
    [traduction] traduction
    [ecriture] écriture
    [lieu] lieu
    [artisanat] artisanat
    [son] son
    [graphisme] graphisme
    [bien_etre] bien-être
    [numerique] numérique
    [materiel] matériel
    [chantier] chantier
    [animation] animation
    [cuisine] cuisine
    [financement] financement
    [illustration] illustration
   *[juridique] juridique
}
CategoryNamed = { $name }
NoCategory = sans catégorie

## Le document

PageGiven = Le même bilan, à lire, à imprimer ou à envoyer. Il n'a besoin de rien d'autre pour s'ouvrir.
PageTitle = Bilan de l'Archipel, { $days }{ $year }{ $so_far ->
        [yes] , à ce jour
       *[no] {""}
    }
PageMade = Établi le { $day } { $year }.
PartTitle = { $part ->
    [exchange] Bourse du travail et liens
    [time] Temps de recul et traces
    [solidarity] Solidarité et fonds
    [mechanisms] Mécanismes de solidarité
    [milestones] Jalons
    [quotes] Paroles
   *[notes] Comment c'est compté
}
TableHead = { $head ->
    [mechanism] Mécanisme
    [day] Évalué le
    [help] Utile (1 à 4)
    [ilots] Îlots
    [link] Lien
    [since] Depuis le
    [in_place] En place
    [category] Catégorie
    [open] Ouverts
   *[fulfilled] Pourvus
}
DaySaid = { $day }
HelpSaid = { $mean }
MilestoneDated = { $ref } · { $title } ({ $days })
QuoteSigned = { $by } · { $ref } · CC-BY-ND 4.0
HowCounted =
    Annonces : celles qui ont été posées dans la période. Pourvues : celles qu'on a dites pourvues dans la période ; le délai va du jour où l'annonce est posée à celui où elle est pourvue. Entre îlots : la personne qui répond est d'un autre îlot que celle qui a posé l'annonce.
    Besoins par catégorie : encore ouverts le jour où ce bilan est établi, ou pourvus dans la période.
    Temps tenus : ceux qui ont eu lieu dans la période. Traces partagées : celles dont le partage a été accepté dans la période ; jamais les traces gardées pour soi.
    Liens : les échanges pourvus, ce qui est en commun et les liens annoncés ; jamais la solidarité.
    Solidarité : par trimestre civil entier et fini, à partir de 5 personnes, sans croiser le type et l'îlot. Ce qui est dit d'un trimestre ne change plus. Fonds : à 100 € près, aux mêmes trimestres.

## La semaine

semaine = La semaine
    .summary = Ce qui est à faire, ce que la semaine a apporté, ce qui attend, ce qui pourrait se relier. Elle arrive toute seule le lundi à 9 h 30.
    .example = !semaine
    .short = !semaine
WeekDigest =
    {"**"}Semaine du { $monday }{"**"} · { $to_do }
    { $lines }
ToDoList = À faire : { $parts }.
NothingToDo = Rien n'attend.
QuietWeek = {"**"}Semaine du { $monday }{"**"} · Rien n'attend, et rien de neuf depuis sept jours.
WeekExchange =
    Bourse : { $made } ; { $fulfilled ->
        [0] rien de pourvu
        [one] { $fulfilled } pourvu
       *[other] { $fulfilled } pourvus
    }.
NothingPosted = rien de posé
WithoutHands =
    Sans main levée depuis 15 jours : { $refs }{ $more ->
        [0] .
        [one] {" "}et un autre.
       *[other] {" "}et { $more } autres.
    }
OnOneLine = { $parts }
WeekTimes =
    { $held ->
        [one] Temps : { $held } tenu sur { $planned }.
       *[other] Temps : { $held } tenus sur { $planned }.
    }
WeekMilestones = Jalons : { $parts }.
MilestoneAimed =
    { $month }, { $count ->
        [one] { $count } mécanisme
       *[other] { $count } mécanismes
    } en place (objectif { $low })

## Les tableaux de `!export`

PeriodCounted =
    Bilan
    Du
    Au
    Chiffre
    Précision
    Valeur
SolidarityByQuarter =
    Solidarité
    Du
    Au
    Chiffre
    Précision
    Valeur
FigureNamed =
    { $figure ->
        [posted] Annonces posées
        [fulfilled] Annonces pourvues
        [between] Annonces pourvues entre îlots
        [share] Part entre îlots (%)
        [delay] Délai médian (jours)
        [needs_open] Besoins encore ouverts
        [needs_fulfilled] Besoins pourvus
        [held] Temps tenus
        [shared] Traces partagées
        [in_place] Mécanismes en place
        [aimed_low] Objectif de mécanismes, au moins
        [aimed_high] Objectif de mécanismes, au plus
        [help] Aide d'un mécanisme (1 à 4)
        [pairs] Paires d'îlots reliées
        [exchanges] Liens : échanges pourvus
        [commons] Liens : en commun
        [told] Liens : annoncés
        [links] Liens entre deux îlots
        [came_in] Fonds : entrées, à 100 € près
        [paid] Fonds : versements, à 100 € près
        [balance] Fonds : solde, à 100 € près
        [requests] Demandes de solidarité
        [requests_of] Demandes d'un même type
        [askers] Personnes qui ont demandé
        [asked_from] Somme demandée, à partir de (€)
       *[asked_below] Somme demandée, à moins de (€)
    }
DirectionNamed =
    { $direction ->
        [offer] offres
        [need] besoins
       *[cover] remplacements
    }
FewerPeople = moins de { $fewest }
OnePayment = un seul versement
