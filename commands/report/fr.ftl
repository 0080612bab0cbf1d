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
SolidarityCounted = { $quarter }, { $count } demandes de { $people } personnes{ $more }
SolidarityTooFew = { $quarter }, moins de { $fewest } personnes
NeedCounted =
    {", dont"} { $count } { $need ->
        [money] « argent »
        [health] « santé, arrêt »
        [cover] « être remplacé·e »
        [care] « garde, logistique »
        [listening] « être écouté·e »
        [rights] « droits, contrat »
        [equipment] « matériel »
        [housing] « logement »
        [travel] « déplacement »
        [income] « revenu »
       *[other] « autre »
    }
AskedBetween = {", en tout"} entre { $low } et { $high }
AskedAbove = {", en tout"} plus de { $low }
AskedBelow = {", en tout"} moins de { $high }
ReportFund = Fonds, à 100 € près : { $quarters }.
FundCounted = { $quarter }, { $came_in } entrés, { $paid } versés, solde { $balance }
FundOnePayment = { $quarter }, { $came_in } entrés, un seul versement, solde { $balance }
ByQuarterOnly = Solidarité et fonds : par trimestre entier et fini, et à partir de { $fewest } personnes. `!bilan { $quarter }`
