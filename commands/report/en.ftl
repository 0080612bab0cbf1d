### The figures of a period, and the week.

bilan = The report
    .summary = The figures of a month, a quarter, a year, or from one date to another, with three pictures and a document to print.
    .example = !report march
    .short = !report march

## The period

WhichPeriod = I can't read “{ $got }” as a period. For example: `!report march`, `!report Q1`, `!report year`, `!report 2021`, `!report from 1 march to 15 april`
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
ReportMechanisms = Mechanisms in place: { $in_place }. { $review }.
TargetSaid =
    (target { $range ->
        [yes] { $low } to { $high }
       *[no] { $low }
    }, { $month })
ReviewSaid = Last evaluation: { $ref }, { $day }, usefulness { $usefulness } out of 4
NotReviewed = None had been evaluated yet
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
SolidarityCounted = { $quarter }, { $count } requests by { $people } people
SolidarityTooFew = { $quarter }, fewer than { $fewest } people
NeedCounted = of which { $count } “{ $need }”
NeedNamed =
    { $need ->
        [money] money
        [health] health, sick leave
        [cover] being covered
        [care] care, logistics
        [listening] being listened to
        [rights] rights, contract
        [equipment] equipment
        [housing] housing
        [travel] travel
        [income] income
       *[other] other
    }
AskedBetween = in all between { $low } and { $high }
AskedAbove = in all more than { $low }
AskedBelow = in all less than { $high }
ReportFund = Fund, to the nearest €100: { $quarters }.
FundCounted = { $quarter }, { $came_in } came in, { $paid } paid out, balance { $balance }
FundOnePayment = { $quarter }, { $came_in } came in, a single payment, balance { $balance }
ByQuarterOnly = Solidarity and fund: by whole quarters that are over, and from { $fewest } people up. `!report { $quarter }`

## Pictures

PictureLabel = { $label ->
    [exchange] exchanges fulfilled
    [common] in common
    [told] announced
    [in_place] in place
    [target] target
    [open] still open
   *[fulfilled] fulfilled
}
LinksTitle = The îlots and their links
LinksPictured = Graph of the îlots and their links. { $count ->
        [0] No link yet.
       *[other] { $pairs }.
    }{ $lonely ->
        [0] {""}
        [one] {" "}Without a link yet: { $alone }.
       *[other] {" "}Without a link yet: { $alone }.
    }{ $left_out ->
        [0] {""}
        [one] {" "}Another îlot is not shown.
       *[other] {" "}{ $left_out } other îlots are not shown.
    }
PairLinked = { $one } and { $other }, { $parts }
LinkCounted =
    { $kind ->
        [exchange] { $count ->
            [one] one exchange fulfilled
           *[other] { $count } exchanges fulfilled
        }
        [common] { $count ->
            [one] one thing in common
           *[other] { $count } things in common
        }
       *[told] { $count ->
            [one] one announced link
           *[other] { $count } announced links
        }
    } ({ $refs })
MechanismsTitle = Mechanisms of solidarity in place
MechanismsPictured = Line chart of the mechanisms of solidarity in place: { $count } on { $day }. { $steps }. Targets: { $targets }.
InPlaceSince = { $count } from { $day } on
AimSaid =
    { $range ->
        [yes] { $low } to { $high }
       *[no] { $low }
    } in { $month }
AimNumber =
    { $range ->
        [yes] { $low } to { $high }
       *[no] { $low }
    }
MonthSaid = { $month }
NeedsTitle = Needs by category
NeedsPictured = Bar chart of the needs by category. { $count ->
        [0] No need.
       *[other] { $categories }.
    }{ $left_out ->
        [0] {""}
        [one] {" "}Another category is not shown.
       *[other] {" "}{ $left_out } other categories are not shown.
    }
CategoryCounted = { $name }: { $counts }
OpenAndFulfilled =
    { $open ->
        [0] { $fulfilled ->
            [0] none
           *[other] { $fulfilled } fulfilled
        }
       *[other] { $open } open{ $fulfilled ->
            [0] {""}
           *[other] , { $fulfilled } fulfilled
        }
    }
UsualCategory = { $category ->
    [formation] training
    [image] image
    [logistique] logistics
    [gestion] management
    [traduction] translation
    [ecriture] writing
    [lieu] places
    [artisanat] crafts
    [son] sound
    [graphisme] graphic design
    [bien_etre] well-being
    [numerique] digital
    [materiel] equipment
    [chantier] building
    [animation] facilitation
    [cuisine] cooking
    [financement] funding
    [illustration] illustration
   *[juridique] legal
}
CategoryNamed = { $name }
NoCategory = no category

## The document

PageGiven = The same report, to read, to print or to send. It needs nothing else to open.
PageTitle = The Archipel's report, { $days }{ $year }{ $so_far ->
        [yes] , so far
       *[no] {""}
    }
PageMade = Made on { $day } { $year }.
PartTitle = { $part ->
    [exchange] Exchange and links
    [time] Times for reflection and traces
    [solidarity] Solidarity and fund
    [mechanisms] Mechanisms of solidarity
    [milestones] Milestones
    [quotes] Voices
   *[notes] How it is counted
}
TableHead = { $head ->
    [mechanism] Mechanism
    [day] Evaluated on
    [help] Useful (1 to 4)
    [ilots] Îlots
    [link] Link
    [since] Since
    [in_place] In place
    [category] Category
    [open] Open
   *[fulfilled] Fulfilled
}
DaySaid = { $day }
HelpSaid = { $mean }
MilestoneDated = { $ref } · { $title } ({ $days })
QuoteSigned = { $by } · { $ref } · CC-BY-ND 4.0
HowCounted =
    Listings: those posted in the period. Fulfilled: those said to be fulfilled in the period; the delay goes from the day a listing was posted to the day it was fulfilled. Between îlots: the person who answers is from another îlot than the person who posted it.
    Needs by category: still open on the day this report was made, or fulfilled in the period.
    Times held: those that took place in the period. Traces shared: those whose sharing was agreed to in the period; never those kept to oneself.
    Links: exchanges fulfilled, what is in common, and announced links; never solidarity.
    Solidarity: by whole calendar quarters that are over, from 5 people up, never type by îlot. What was told of a quarter never changes. Fund: to the nearest €100, for the same quarters.

## The week

semaine = The week
    .summary = What is to be done, what the week brought, what is waiting, what could be linked. It comes by itself on Monday at 9:30.
    .example = !week
    .short = !week
WeekDigest =
    {"**"}Week of { $monday }{"**"} · { $to_do }
    { $lines }
ToDoList = To do: { $parts }.
NothingToDo = Nothing is waiting.
QuietWeek = {"**"}Week of { $monday }{"**"} · Nothing is waiting, and nothing new for seven days.
WeekExchange =
    Exchange: { $made }; { $fulfilled ->
        [0] nothing fulfilled
       *[other] { $fulfilled } fulfilled
    }.
NothingPosted = nothing posted
WithoutHands =
    No hand raised for 15 days: { $refs }{ $more ->
        [0] .
        [one] {" "}and another one.
       *[other] {" "}and { $more } others.
    }
OnOneLine = { $parts }
WeekTimes = Times: { $held } held out of { $planned }.
WeekMilestones = Milestones: { $parts }.
MilestoneAimed =
    { $month }, { $count ->
        [one] { $count } mechanism
       *[other] { $count } mechanisms
    } in place (target { $low })

## The tables of `!export`

PeriodCounted =
    Report
    From
    To
    Figure
    Of what
    Value
SolidarityByQuarter =
    Solidarity
    From
    To
    Figure
    Of what
    Value
FigureNamed =
    { $figure ->
        [posted] Listings posted
        [fulfilled] Listings fulfilled
        [between] Listings fulfilled between îlots
        [share] Share between îlots (%)
        [delay] Median delay (days)
        [needs_open] Needs still open
        [needs_fulfilled] Needs fulfilled
        [held] Times held
        [shared] Traces shared
        [in_place] Mechanisms in place
        [aimed_low] Target of mechanisms, at least
        [aimed_high] Target of mechanisms, at most
        [help] Help of a mechanism (1 to 4)
        [pairs] Pairs of îlots linked
        [exchanges] Links: exchanges fulfilled
        [commons] Links: in common
        [told] Links: announced
        [links] Links between two îlots
        [came_in] Fund: came in, to the nearest €100
        [paid] Fund: paid out, to the nearest €100
        [balance] Fund: balance, to the nearest €100
        [requests] Solidarity requests
        [requests_of] Requests of one type
        [askers] People who asked
        [asked_from] Sum asked for, from (€)
       *[asked_below] Sum asked for, below (€)
    }
DirectionNamed =
    { $direction ->
        [offer] offers
        [need] needs
       *[cover] covers
    }
FewerPeople = fewer than { $fewest }
OnePayment = a single payment
