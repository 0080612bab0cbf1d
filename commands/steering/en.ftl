### The steering committee: its day, its agenda, its decisions.

copil = The steering committee
    .summary = Plan a steering committee; write down points, decisions and minutes.
    .example = !steering 3/6
    .short = !steering 3/6 | point | decision

HowCopilWorks = For example: `!steering 3/6` · `!steering P2 10/6` · `!steering point the fund` · `!steering decision we go on: the fund` · `!steering minutes …` · `!steering list`
NoCommittee = No committee for now. To plan one: `!steering 3/6`
CommitteePlanned =
    {"**"}{ $ref }{"**"} · steering committee { $moved ->
        [yes] moved to { $day }
       *[no] on { $day }
    }.
    { $steps }.
    To note a point: `!steering point the fund` · another day: `!steering { $ref } 10/6` · to cancel it: `!steering { $ref } cancel`
CalledOn = Agenda called for on { $day }
CalledNow = Agenda called for in the next courrier
FiguresOn = reminder of the figures on { $day }
DecisionsOn = decisions in the courrier from { $day } on
CommitteeThere = A committee is planned on { $day } already: { $ref }. To see it: `!steering { $ref }`
CommitteeCancelled = The committee { $ref } of { $day } is cancelled. To plan another: `!steering 3/6`
CommitteeShown =
    {"**"}{ $ref }{"**"} · steering committee of { $day }, { $state ->
        [planned] planned
        [held] held
       *[cancelled] cancelled
    }
    { $lines }
CommitteeLineShown = { $ref } · { $title }
MinutesLine = { $ref } · minutes: `!steering { $ref }`
NothingYet = Nothing noted. A point: `!steering point the fund` · a decision: `!steering decision we go on: the fund`
MoreLines =
    { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
MinutesKept =
    {"**"}{ $ref }{"**"} · the minutes of committee { $about } ({ $day }) are kept.
    A mistake: edit your message. To remove them: delete it. To read them again: `!steering { $ref }`
CommitteesShown = { $lines }
CommitteeInList =
    {"**"}{ $ref }{"**"} · { $day } · { $state ->
        [planned] planned
        [held] held
       *[cancelled] cancelled
    } · { $points ->
        [0] no point
        [one] one point
       *[other] { $points } points
    } · { $decisions ->
        [0] no decision
        [one] one decision
       *[other] { $decisions } decisions
    }
PointNoted =
    {"**"}{ $ref }{"**"} · { $title }
    On the agenda of committee { $about }, { $day }. A mistake: edit your message. To remove it: delete it.
DecisionNoted =
    {"**"}{ $ref }{"**"} · { $title }
    Decision of committee { $about } ({ $day }), in the courrier from { $told_on } on.
    A mistake: edit your message. To remove it: delete it.
WhichWords =
    { $kind ->
        [Q] Which point? For example: `!steering point the fund`
        [N] Which minutes? For example: `!steering minutes Ten people, two hours, one coffee.`
       *[D] Which decision? For example: `!steering decision we go on: the fund` · `we change: …` · `we stop: …` · `… or not`
    }
LineTooLong = That is long: { $longest } characters at most. Say it again, shorter.
NotHeldYet = The committee { $ref } is on { $day }: nothing is decided yet. To note a point: `!steering point the fund`
DecisionTold = { $ref } has already gone out in the courrier. To remove it everywhere, delete your message; to say it again: `!steering decision we change: the fund`
UnknownCommittee = I can't find the committee { $ref }. `!steering list` shows those I know.
CommitteeIsOver = The committee { $ref } was held, or is cancelled. To plan another: `!steering 3/6`
UnknownLine = I can't find { $ref }. `!steering` shows the points and the decisions.

## What the clock calls to mind

AgendaCalled =
    Steering committee { $ref } on { $day }: time for its agenda. { $points ->
        [0] No point yet.
        [one] One point is noted.
       *[other] { $points } points are noted.
    }
    I will ask every îlot in the next courrier. To note a point: `!steering point the fund`
FiguresCalled =
    Steering committee { $ref } on { $day }: the figures, with `!report`. { $points ->
        [0] No point yet: `!steering point the fund`
        [one] One point is noted: `!steering { $ref }`
       *[other] { $points } points are noted: `!steering { $ref }`
    }
DecisionsCalled =
    Steering committee { $ref } of { $day }: what was decided? We go on, we change, we stop… or not.
    `!steering decision we go on: the fund` · they go out in the courrier tomorrow or later. Not held: `!steering { $ref } 10/6` or `!steering { $ref } cancel`
DecisionsReady =
    Steering committee { $ref } of { $day }: { $count ->
        [one] one decision goes out
       *[other] { $count } decisions go out
    } in the courrier soon. To read them again: `!steering { $ref }`

## In the courrier

AgendaNews = Steering committee on { $day }: anything to put on its agenda? Tell the Tisseuse.
DecisionNews = {"**"}{ $ref }{"**"} · { $title } · decision of the steering committee, { $day }
