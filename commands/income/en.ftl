### One's own expected incomings.

revenu = Your expected income
    .summary = See ahead, month by month, what you expect (contracts, allowances, sick pay); for you alone.
    .example = !income 1200 € le 15 mai mission Plume
    .short = !income

IncomeBegins =
    Note what you expect (contracts, allowances, daily sick pay), and I show you the months ahead.
    Nobody else sees it, not even the Tisseuse, and no figure counts it.
    Once: `!income 1200 € le 15 mai mission Plume` · each month: `!income 640 € chaque mois ARE`
    In several parts: `!income 3 x 400 € à partir de juin` · a day: `!income 35 €/jour du 3 au 20 mai IJ`
    One word erases it all: `!income erase`

## Lines

IncomeKept =
    { $changed ->
        [yes] Corrected:
       *[no] Noted, for you alone:
    } { $line }
    The months ahead: `!income` · a mistake: edit your message
IncomeLine = {"**"}{ $number }{"**"} · { $said }
IncomeRhythm =
    { $every ->
        [month] { $amount } each month
        [day] { $amount } a day
       *[once] { $amount }
    }
IncomeOn = { $day }
IncomeSince = from { $day }
IncomeUntil = until { $day }
IncomeListed =
    { $lines }
    { $more }
MoreIncome = more: `!income list page { $page }`
NoIncomePage = There is no further page. `!income list` shows the first one.

## Month by month

IncomeOutlook =
    { $head }
    { $lines }
    { $below }
    { $how }
OutlookHead = { $first } to { $last }. The smoothed line, the total spread over { $count } months: {"**"}{ $line }{"**"} a month.
MonthExpected =
    { $where ->
        [above] {"**"}{ $month }{"**"} · { $amount } · { $gap } above the line
        [below] {"**"}{ $month }{"**"} · { $amount } · { $gap } below the line
       *[on] {"**"}{ $month }{"**"} · { $amount } · on the line
    }
MonthEmpty = {"**"}{ $month }{"**"} · nothing noted · { $gap } below the line
MonthsBelow =
    { $count ->
        [one] A lean month: { $months }.
       *[other] Lean months: { $months }.
    }
NoMonthBelow = No lean month in what you noted.
OutlookHow = The lines: `!income list` · correct: `!income correct 2: 700 € le 20 mai` · remove: `!income remove 2` · erase all: `!income erase`
OutlookLater = After { $last }, { $amount } more is noted. The lines: `!income list` · erase all: `!income erase`
OutlookPictured = Expected income, a bar a month. { $head } { $months }.
MonthPictured =
    { $where ->
        [above] { $month }: { $amount }, above
        [below] { $month }: { $amount }, below
       *[on] { $month }: { $amount }, on the line
    }
OutlookTitle = What you expect, month by month
MonthTick = { $month }
OutlookLabel =
    { $label ->
        [line] smoothed line
        [gap] lean month
       *[expected] noted
    }
AmountTick = { $amount }

## What is not understood, what goes

IncomeUnclear =
    Nothing is noted. { $why ->
        [amount] I see no amount: it needs a “€”. For example: `!income 1200 € le 15 mai mission Plume`
        [several] I can't tell which of the two amounts to note. One at a time: `!income 1200 € le 15 mai`
        [unit] I count once, by the day or by the month. For example: `!income 640 € chaque mois ARE`
        [when] When does it come? For example: `!income 1200 € le 15 mai`, or `!income 3 x 400 € à partir de juin`
        [day] I can't tell in which month to count it. One day is enough: `!income 1200 € le 15 mai`
        [until] Until when, each day? For example: `!income 35 €/jour du 3 au 20 mai IJ`
       *[split] It does not divide evenly. Say what comes each time: `!income 3 x 400 € à partir de juin`
    }
EditedIncome = I can no longer read your message: the line stays as it was. To remove it: delete the message.
IncomeRemoved = Line { $number } is removed, with my messages that showed it.
IncomeErased = All of it is erased, with my messages that showed it. Yours stay in this conversation: they are yours to delete.
NothingOfIncome = Nothing is noted. To begin: `!income 1200 € le 15 mai mission Plume`
NoSuchIncome = I can't find a line { $number }. `!income list` shows them.
TooManyIncomes = You have { $most } lines already, I keep no more. `!income list` shows them, `!income remove 2` removes one.
