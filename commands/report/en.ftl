### The figures of a period, and the week.

bilan = The report
    .summary = The figures of a month, a quarter, a year, or from one date to another, with three pictures and a document to print.
    .example = !bilan mars
    .short = !bilan mars

## The period

WhichPeriod = I cannot read “{ $got }” as a period. For example: `!report march`, `!report Q1`, `!report year`, `!report 2021`, `!report from 1 march to 15 april`
PeriodNotBegun = { $first } has not come yet: there is nothing to count. For example: `!report march`, `!report Q1`, `!report year`

## The report

Report =
    {"**"}Report { $days }{ $year }{"**"}{ $so_far ->
        [yes] , so far
       *[no] {""}
    }
    { $lines }
Directions =
    { $offers ->
        [one] { $offers } offer
       *[other] { $offers } offers
    }, { $needs ->
        [one] { $needs } need
       *[other] { $needs } needs
    }, { $covers ->
        [one] { $covers } cover
       *[other] { $covers } covers
    }
ReportPosted =
    { $count ->
        [0] Exchange: no listing.
        [one] Exchange: one listing ({ $directions }).
       *[other] Exchange: { $count } listings ({ $directions }).
    }
ReportFulfilled =
    { $count ->
        [0] Fulfilled: none.
       *[other] Fulfilled: { $count }, { $between } of them between îlots ({ $share }%); median delay: { $delay ->
            [one] { $delay } day
           *[other] { $delay } days
        }.
    }
ReportTimes = Times held: { $held }. Traces shared: { $shared }.
ReportLinks =
    { $pairs ->
        [0] Links between îlots: none.
       *[other] Îlots linked two by two: { $pairs }. Exchanges fulfilled: { $exchanges }; in common: { $commons }; announced: { $told }.
    }
ReportMilestones = Milestones: { $milestones }.
MilestoneNamed = { $ref } { $title }
MoreMilestones = and { $count ->
        [one] another one
       *[other] { $count } others
    }
ReportQuote = “{ $title }” ({ $ref }, CC-BY-ND 4.0)

## By whole quarters

Quarter = Q{ $number }{ $year }
ReportSolidarity = Solidarity: { $quarters }.
SolidarityCounted = { $quarter }, { $count } requests by { $people } people{ $more }
SolidarityTooFew = { $quarter }, fewer than { $fewest } people
NeedCounted =
    {", of which"} { $count } { $need ->
        [money] “money”
        [health] “health, sick leave”
        [cover] “being covered”
        [care] “care, logistics”
        [listening] “being listened to”
        [rights] “rights, contract”
        [equipment] “equipment”
        [housing] “housing”
        [travel] “travel”
        [income] “income”
       *[other] “other”
    }
AskedBetween = {", in all"} between { $low } and { $high }
AskedAbove = {", in all"} more than { $low }
AskedBelow = {", in all"} less than { $high }
ReportFund = Fund, to the nearest €100: { $quarters }.
FundCounted = { $quarter }, { $came_in } came in, { $paid } paid out, balance { $balance }
FundOnePayment = { $quarter }, { $came_in } came in, a single payment, balance { $balance }
ByQuarterOnly = Solidarity and fund: by whole quarters that are over, and from { $fewest } people on. `!report { $quarter }`
