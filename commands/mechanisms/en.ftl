### Mechanisms of solidarity.

mecanismes = Mechanisms
    .summary = See the mechanisms of solidarity, and how far each has come. One of them: `!mechanism K2`
    .example = !mechanisms
    .short = !mechanisms
mecanisme = A mechanism
    .summary = See a sheet, or propose one: `!mechanism propose` and a name.
    .example = !mechanism K2
    .short = !mechanism K2

## The list, the sheet

MechanismsShown = { $lines }
MechanismLine = {"**"}{ $ref }{"**"} · { $title } · { $details }
MechanismNews = {"**"}{ $ref }{"**"} · { $title } · mechanism { $since } · `!mechanism { $ref }`
MoreMechanisms = more: `!mechanisms page { $page }`
MechanismsEmpty = No mechanism yet. To propose one: `!mechanism propose Lending tools`
NoMechanismsPage = There is no further page. `!mechanisms` shows the first.
MechanismShown =
    {"**"}{ $ref }{"**"} · { $title } · { $since }
    { $lines }
StateSince =
    { $state ->
        [idea] an idea of { $day }
        [trial] on trial since { $day }
        [in_place] in place since { $day }
        [transformed] transformed on { $day }
       *[stopped] stopped on { $day }
    }
PartSaid =
    { $part ->
        [purpose] What it is for
        [for_whom] For whom
        [how] How to use it
        [takes] What it takes
        [steps] Step by step
        [limits] Limits
       *[contact] Whom to ask
    }
PartLine =
    { $part ->
        [purpose] What it is for
        [for_whom] For whom
        [how] How to use it
        [takes] What it takes
        [steps] Step by step
        [limits] Limits
       *[contact] Whom to ask
    }: { $said }
HowToStep = { $number } { $step }
AskTheTisseuse =
    { $known ->
        [yes] { $name }, the Tisseuse
       *[no] the Tisseuse
    }
UseLine = In the last three months: { $said }
PrivateUse =
    { $enough ->
        [yes] In quarter { $quarter } of { $year }: { $count } people
       *[no] In quarter { $quarter } of { $year }: fewer than five people
    }
ListingsCounted =
    { $posted ->
        [0] no listing
        [one] { $posted } listing
       *[other] { $posted } listings
    }, { $fulfilled ->
        [0] none fulfilled
       *[other] { $fulfilled } fulfilled
    }
CoversCounted =
    { $posted ->
        [0] no cover asked for
        [one] { $posted } cover asked for
       *[other] { $posted } covers asked for
    }, { $fulfilled ->
        [0] none found
       *[other] { $fulfilled } found
    }
TimesCounted =
    { $count ->
        [0] no time for reflection held
        [one] { $count } time for reflection held
       *[other] { $count } times for reflection held
    }
CommonsCounted =
    { $count ->
        [0] no project begun
        [one] { $count } project begun
       *[other] { $count } projects begun
    }
TracesCounted =
    { $count ->
        [0] no trace shared
        [one] { $count } trace shared
       *[other] { $count } traces shared
    }
GiveYours = Your review, in private and without your name: `!review { $ref }`
ToWrite = Still to write: { $parts }. For example: `!mechanism { $ref } purpose: not to be stuck`

## The evaluation

EvaluationLine = Evaluation of { $day }: { $said }
AnswersCounted =
    { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    }
UsedCounted =
    { $count ->
        [0] nobody has used it
        [one] { $count } person has used it
       *[other] { $count } people have used it
    }
MarkSaid = usefulness { $mark } out of 4
KeepSaid = to keep: { $words }
ChangeSaid = to change: { $words }
DropSaid = to let go: { $words }
DecisionSaid = decided: { $words }

## Finding, proposing, writing

WhichMechanism = I can't find “{ $typed }”. The list: `!mechanisms`. To propose it: `!mechanism propose { $typed }`
SeveralMechanisms = { $lines }
NameIt = I need a name. For example: `!mechanism propose Lending tools purpose: not to be stuck`
FieldTooLong = That is a little long for a sheet: { $longest } characters a line at most. Make it shorter, and send it again.
HowSheetsWork = I don't understand what to do with { $ref }. To see the sheet: `!mechanism { $ref }`. To write it: `!mechanism { $ref } limits: never in the evening`. To get it as a file: `!mechanism { $ref } file`
IdeaPosted =
    {"**"}{ $ref }{"**"} · { $title }. It is an idea, and the Tisseuse sees it.
    To say more: `!mechanism { $ref } purpose: not to be stuck`. A mistake: edit your message. To remove it: `!mechanism { $ref } withdraw`
IdeaTold =
    { $who } proposes a mechanism: {"**"}{ $ref }{"**"} · { $title }
    { $lines }
    To put it on trial: `!mechanism { $ref } state trial`
IdeaTakenBack = { $ref } is removed. Nothing of it is left.
SheetWritten = It is written. The sheet: `!mechanism { $ref }`
NotYourSheet = { $ref } is no idea any more, or not yours: the Tisseuse writes the sheet. Write to her what you would like to read there.

## How far it has come

StateChanged = {"**"}{ $ref }{"**"} · { $title } · { $since }. A mistake: give the previous state again, today.
WhichState = I don't know that state, or that day. I know: idea, trial, in place, transformed, stopped. For example: `!mechanism { $ref } state in place since 01/04/2021`
YoursMoves =
    { $state ->
        [idea] { $ref } ({ $title }), which you proposed, is an idea again.
        [trial] { $ref } ({ $title }), which you proposed, is on trial.
        [in_place] { $ref } ({ $title }), which you proposed, is in place.
        [transformed] { $ref } ({ $title }), which you proposed, is being transformed.
       *[stopped] { $ref } ({ $title }), which you proposed, stops.
    }
NothingToDecideOn = { $ref } has no evaluation, or what was decided is missing. For example: `!mechanism { $ref } decision remind ten days before`
EvaluationDecided = It is on the sheet: `!mechanism { $ref }`

## The file

SheetGiven = The sheet { $ref }, to read again or to pass on to another collective.
FileElsewhere = I give files in private. Write to me: `!mechanism { $ref } file`
SheetPasted = With another Navette, this message proposes it:
SheetFilled = For the collective that takes it to fill in.

## Rules

UnknownMechanism = I can't find { $ref }. `!mechanisms` shows the list.
NotThatState =
    { $state ->
        [idea] { $ref } is an idea
        [trial] { $ref } is on trial
        [in_place] { $ref } is in place
        [transformed] { $ref } is transformed
       *[stopped] { $ref } is stopped
    }: it cannot move to “{ $wanted ->
        [idea] idea
        [trial] trial
        [in_place] in place
        [transformed] transformed
       *[stopped] stopped
    }” on that day. For example: `!mechanism { $ref } state { $state ->
        [idea] trial
        [trial] in place
        [stopped] trial
       *[other] stopped
    }`

## Reviews

avis = Your review
    .summary = Say in private, without your name, whether a mechanism helps you: three questions. Nothing shows before five answers.
    .example = !review K2
    .short = !review K2
WhichToReview =
    Which one? For example: `!review K2`
    { $lines }
NotTried = One reviews what is on trial or in place; { $ref } is not. The list: `!mechanisms`
HeardAlready = I already have your review of { $ref } for this round. I no longer know which one it is, so I can neither change it nor take it out. In the next round you can give another.
AskUsed =
    {"**"}{ $ref }{"**"} · { $title }. Three questions, without your name; “stop” to leave.
    Have you used it? 1 yes · 2 no
UsedUnread = For the review of { $ref }: 1 yes, you have used it · 2 no · stop to leave. Something else? Begin with an exclamation mark, as in `!help`
AskHelped = Did it help you? From 1 (not at all) to 4 (a lot), or “skip”.
HelpedUnread = A figure from 1 to 4, or “skip”. “stop” to leave.
AskWords =
    To keep, to change, to let go? For example: “keep: the sheet, change: tell us earlier”. Or “skip”.
    From five answers on, the whole Archipel reads these words together, without names ({ $longest } characters each). Leave out what tells who you are.
Heard = Noted for { $ref }, without your name: your answer is mixed with the others, and I can no longer find it. Answers are only shown five at a time.
RoundAsked =
    The round of reviews, without your name: {"**"}{ $ref }{"**"} · { $title }. Three questions; “stop” to leave.
    Have you used it? 1 yes · 2 no
RoundTold = The round of reviews, without your name: {"**"}{ $ref }{"**"} · { $title }. Three questions, whenever you like within two weeks: `!review { $ref }`
ResultTold =
    Reviews of {"**"}{ $ref }{"**"} · { $title }
    { $lines }
    What you decide of it: `!mechanism { $ref } decision …`
RoundClosed =
    { $count ->
        [0] The round about { $ref } ({ $title }) is closed: fewer than five answers, so nothing shows.
       *[other] The round about { $ref } ({ $title }) is closed: { $count } answers on the sheet. `!mechanism { $ref }`
    }

## The table of `!export`

MechanismsCounted =
    Mechanisms
    Reference
    Mechanism
    State
    Since
    Counted from
    Counted to
    What is counted
    How many
    Of which fulfilled
    Last evaluation
    Answers
    Used it
    Help (1 to 4)
StateNamed =
    { $state ->
        [idea] idea
        [trial] on trial
        [in_place] in place
        [transformed] transformed
       *[stopped] stopped
    }
UsesNamed = { $names }
UseNamed =
    { $what ->
        [listings] offers and needs
        [covers] covers
        [times] times held
        [commons] things put in common
        [traces] traces shared
       *[private] people, in private
    }
FewerThanFive = fewer than 5
