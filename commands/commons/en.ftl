### What people have in common.

commun = Share something
    .summary = Propose something to share, or to work on together; alone, the command asks the questions. The list: `!shared`
    .ask = In one sentence, what would you like to share, or to work on together?
    .example = !commons office for three in Rennes missing: somebody on Mondays
    .short = !commons office for three in Rennes
communs = What is in common
    .summary = See what is shared, and done together, in the Archipel.
    .example = !shared
    .short = !shared

ask-kind = What is it? 1: to share (a place, a tool, a subscription) · 2: to work on together. Or “skip”.
ask-missing = What is still missing? For example: a third person on Mondays. Or “skip”.

## A proposal

CommonPosted =
    {"**"}{ $ref }{"**"} · { $title }{ $ended ->
        [yes] { "" }
       *[no] .
    } { $state ->
        [running] It is under way, and you can still be in: ✋
       *[proposed] Who is in? ✋
    }
    { $details }
    { $hints }
CommonClosed =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $status }
CommonShown =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $description }
    { $by }
    { $status }
KindSaid =
    { $kind ->
        [shared_object] something to work on together
       *[mutualisation] something to share
    }
KindGuessed = Is it rather something to work on together? Add `kind: object` to your message.
Lacking = missing: { $missing }
LacksNothing = nothing is missing any more
HowToMove =
    { $state ->
        [running] A mistake: edit your message. When it is finished: ✅. Drop it: ❌
       *[proposed] A mistake: edit your message. When it begins: ✅. Drop it: ❌
    }
CommonInTheCourrier = The whole Archipel reads of it in the courrier of { $day }. { $how }
CommonInTheList = The whole Archipel sees it with `!shared`. { $how }
CommonShortened = That is a little long. I kept the first 1,500 characters.
HeldBy = proposed by { $holder }
HowMany =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
CommonStatus =
    { $state ->
        [proposed] It is proposed. Are you in? ✋
        [running] It is under way. Are you in? ✋
        [finished] It is finished.
       *[dropped] It was dropped.
    }
StateSaid =
    { $state ->
        [proposed] proposed
        [running] under way
        [finished] finished
       *[dropped] dropped
    }

## The list, the courrier

CommonsShown = { $lines }
CommonLine = {"**"}{ $ref }{"**"} · { $title } · { $details }
MoreCommons = more: `!shared page { $page }`
CommonsEmpty = Nothing in common for now. To propose something, in your îlot: `!commons office for three in Rennes`
NoSuchPage = There is no further page. `!shared` shows the first one.
CommonNews = {"**"}{ $ref }{"**"} · { $title } · { $details } · to be in: `!claim { $ref }`
CommonMovedLine =
    { $state ->
        [running] {"**"}{ $ref }{"**"} · { $title } · it has begun
       *[finished] {"**"}{ $ref }{"**"} · { $title } · it is finished
    }

## Being in

JoinedIn =
    { $later ->
        [yes] Noted: { $holder } will be told from 8:00 on. If it is urgent, write to them.
       *[no] { $holder } has been told. If you change your mind, take your hand back.
    }
JoinedAlready = You are in already for { $ref }.
HolderUnreachable = Noted on { $ref }. I have no way to tell { $holder }: write to them directly.
JoinsYours =
    { $state ->
        [running] { $who } is in for { $ref } ({ $title }). You can write to each other. When it is finished: ✅
       *[proposed] { $who } is in for { $ref } ({ $title }). You can write to each other. When it begins: ✅
    }
LeavesYours = { $who } is not in for { $ref } any more.
LeftIt = Noted: you are not in for { $ref } any more.
NotInIt = You were not in for { $ref }: nothing has changed.
HolderStays = { $ref } is your own proposal. To give it up: `!commons { $ref } drop`

## Its life

CommonMoved =
    { $state ->
        [running] { $ref } begins.
        [finished] { $ref } is finished. Something worth keeping? `!note` (optional)
       *[dropped] { $ref } is dropped.
    }
MovedForYou =
    { $state ->
        [running] { $ref } ({ $title }) begins. You are in.
        [finished] { $ref } ({ $title }) is finished. Thank you for taking part.
       *[dropped] { $ref } ({ $title }) is dropped. Thank you for taking part.
    }
MissingNoted = Noted for { $ref }: { $missing }
CommonHasNoEnd = { $ref } has no end date. To close it: `!commons { $ref } finished`
WhichCommon = I don't see what you propose. One sentence is enough: `!commons office for three in Rennes`. The list: `!shared`
HowCommonWorks = I don't understand what to do with { $ref }. I know `!commons { $ref } start`, `finished`, `drop`, `join`, `leave` and `missing: …`

## Leaving, coming back

LeftCommons =
    { $count ->
        [one] Only the people who are in still see { $refs }, which you proposed; if you come back, everybody will see it again.
       *[other] Only the people who are in still see { $refs }, which you proposed; if you come back, everybody will see them again.
    }
BackToCommons =
    { $count ->
        [one] { $refs } shows to the whole Archipel again.
       *[other] { $refs } show to the whole Archipel again.
    }

## Rules

UnknownCommon = I can't find { $ref }. `!shared` shows the list.
CommonIsOver =
    { $state ->
        [finished] { $ref } is finished already.
       *[dropped] { $ref } was dropped already.
    } To start again: `!commons` and a sentence.
CommonIsRunning = { $ref } is under way already. When it is finished: `!commons { $ref } finished`

## Sheets of figures

CommonsByState =
    In common
    Kind
    State
    Number
