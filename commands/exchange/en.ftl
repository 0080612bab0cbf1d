### The work exchange.

offre = Offer
    .summary = Offer work, a hand, some equipment.
    .ask = In one sentence, what do you offer?
    .example = !offer 2 jours de montage vidéo vendredi prochain à 14h 150€/jour
    .short = !offer 2 jours de montage, mardi
besoin = Need
    .summary = Look for somebody, a place, some equipment.
    .ask = In one sentence, what do you need?
    .example = !need salle pour 8 personnes mardi 18 mai 14h-17h à Marseille 50-80€
    .short = !need salle à Lyon, 18 mai
interim = Cover
    .summary = Look for somebody to stand in for you, without saying why.
    .ask = In one sentence, who or what is to be covered?
    .example = !cover atelier numérique mardi 20 avril 9h-17h à Lille, 400€ la journée
    .short = !cover atelier du 20 avril
offres = The board
    .summary = See what is open; words in any order filter it.
    .example = !board bretagne à distance
    .short = !board
voir = Show a listing, a trace
    .summary = See one listing whole, or a trace shared with you. `!O12` does the same.
    .example = !show O12
    .short = !show O12
prends = Raise a hand
    .summary = Raise a hand: it blocks nothing, you talk it over.
    .example = !claim O12
    .short = !claim O12
pourvu = Close
    .summary = Say that it is settled, and with whom if you like.
    .example = !done B8 avec @ines
    .short = !done B8 avec @ines
retire = Withdraw
    .summary = Take your listing back.
    .example = !withdraw O12
    .short = !withdraw O12
prolonge = Extend
    .summary = Extend your listing, or open it again.
    .example = !extend O12 jusqu'au 15 mai
    .short = !extend O12

## A listing

ListingPosted =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $hints }
ListingClosed =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $status }
HowToChange = A mistake: edit your message. Keep it in the îlot: 🏝. Remove it: ❌
HowToChangeHere = A mistake: edit your message. Remove it: ❌
ReachNextEdition = The whole Archipel will read it in the courrier of { $day }. { $how }
ReachArchipel = The whole Archipel sees it with `!board`. { $how }
HeldBack = It stays in the îlot for now. { $how }
ReachIlot = It stays in the îlot. { $how }
KindStays =
    { $direction ->
        [offer] { $ref } stays an offer, nothing has changed. For something else: ❌, then a new message.
        [need] { $ref } stays a need, nothing has changed. For something else: ❌, then a new message.
       *[cover] { $ref } stays a cover, nothing has changed. For something else: ❌, then a new message.
    }
ContractFirst = Before starting, whoever covers checks their contract: `!framework interim`
HolidayWarning = Note that { $day } is a public holiday ({ $holiday }).
Shortened = That is a little long for a listing. I kept the first 1,500 characters.
At = { $span }
Costs = { $price }
Stands = { $place }
Until = until { $day }
Before = before { $moment }
Lasting = permanent
Tagged = { $tags }
ListingShown =
    {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $description }
    { $by }
    { $status }
ByAuthor = { $author }, { $ilot }
OnlyForIlot = in the îlot only
Status =
    { $state ->
        [open] Open to everybody. If you are in: ✋
        [in_discussion]
            { $hands ->
                [one] Under discussion, one hand raised.
               *[other] Under discussion, { $hands } hands raised.
            }
        [fulfilled] Fulfilled.
        [withdrawn] Withdrawn.
       *[expired] Come to its end. To open it again: `!extend` and its reference.
    }

FulfilledWith = Fulfilled, with { $partner }.
FulfilledWithSomebody = Fulfilled, with somebody.

## The board

BoardShown = { $lines }
BoardLine = {"**"}{ $ref }{"**"} · { $title } · { $details }
MoreOnPage = more: `!board { $filter }`
BoardEmpty = Nothing open at the moment. To begin: `!offer` or `!need`
NothingFound = Nothing for “{ $text }”. `!board` shows everything.
DidYouMeanToOffer = Nothing for “{ $text }”. Did you mean to offer it? (yes / no)

## A listing's life

HandRaised =
    { $later ->
        [yes] Noted: { $author } will be told from 8:00 on. If it is urgent, write to them.
       *[no] { $author } has been told. If you change your mind, take your hand back.
    }
HandAlready = Your hand is already raised for { $ref }, { $author } knows.
AuthorUnreachable = Noted on { $ref }. I have no way to tell { $author }: write to them directly.
HandForYou = { $who } raises a hand for { $ref } ({ $title }). You can write to each other. When it is settled: ✅
HandLowered = { $who } takes their hand back for { $ref }.
Fulfilled = { $ref } is fulfilled{ $end }
EndAlone = .
EndWith =
    { $is_mine ->
        [yes] , with { $partner }. Thanks to you both.
       *[no] , with { $partner }.
    }
Withdrawn = { $ref } is withdrawn.
Extended =
    { $reopened ->
        [yes] { $ref } is back on the board, until { $until }.
       *[no] { $ref } stays on the board until { $until }.
    }
ExtendedIntoThePast = { $until } is already past. Give a day to come, for example: `!extend O12 15 juin`
WhichListing = Which listing? For example: `!{ $command } O12`
UnreadableDate = I read no date in “{ $got }”. For example: `!extend { $ref } jusqu'au 15 mai`
AskTheAuthor =
    { $deed ->
        [extend] Only the person who posted { $ref } can extend it. Shall I pass it on? (yes)
       *[close] Only the person who posted { $ref } can close it. Shall I pass it on? (yes)
    }
PassedOn =
    { $later ->
        [yes] Noted: { $author } will be told from 8:00 on.
       *[no] Passed on to { $author }.
    }
AskedToExtend = { $who } would like { $ref } ({ $title }) to last longer. If so: `!extend { $ref }`
AskedToClose = { $who } thinks that { $ref } ({ $title }) is to be closed or changed. If so: `!done { $ref }` or `!withdraw { $ref }`
NoIlot = You are in no îlot yet: enter its room first, then send it again.

## When it is settled

WithWhom =
    { $ref } is fulfilled. { $count ->
        [0] Who with? A first name, or “skip”.
       *[other] Who with? { $candidates } · another first name, or “skip”
    }
OneNameKept = { $ref } is fulfilled, with { $partner }. I keep one first name only. To change it: { $candidates } (answer with a number)
Candidate = **{ $number }** { $name }
NotedWith = Noted: { $ref }, with { $partner }. Thanks to you both.
NobodyNamed = All right.
ClosedForHand =
    { $state ->
        [fulfilled] { $ref } ({ $title }) is fulfilled. Thank you for raising your hand.
       *[other] { $ref } ({ $title }) is withdrawn. Thank you for raising your hand.
    }
ClosedForYou =
    { $state ->
        [fulfilled] The Tisseuse marked { $ref } ({ $title }) as fulfilled. If that is a mistake: `!extend { $ref }`
       *[other] The Tisseuse withdrew { $ref } ({ $title }). If that is a mistake, write to her.
    }
ReachChanged =
    { $reach ->
        [ilot] { $ref } stays in the îlot.
       *[archipel] The whole Archipel sees { $ref }.
    }

## Leaving, coming back

LeftIlot =
    You are no longer in { $ilot }: I will not write to you about it any more. { $count ->
        [0] { "" }
        [one] { $refs } no longer shows; if you come back, so will it.
       *[other] { $refs } no longer show; if you come back, so will they.
    }
BackInIlot =
    { $count ->
        [one] You are back in { $ilot }: { $refs } shows again.
       *[other] You are back in { $ilot }: { $refs } show again.
    }

## Before it ends

EndsSoon =
    { $today ->
        [yes] { $ref } ({ $title }) ends today. Extend it: 🔁 · It is settled: ✅ · Otherwise, nothing to do.
       *[no] { $ref } ({ $title }) ends on { $day }. Extend it: 🔁 · It is settled: ✅ · Otherwise, nothing to do.
    }
StillTrue = { $ref } ({ $title }) has been up for six months. Is it still current? If so, nothing to do. If not: ❌

## One question at a time

ask-when = When? For example: mardi 20 avril. Or “skip”.
ask-price = At what price? For example: 150 €/jour, gratuit. Or “skip”.
ask-place = Where? A town, or “remote”. Or “skip”.

## What is urgent, what can be read

ListingAnnounced =
    Urgent: {"**"}{ $ref }{"**"} · { $title }
    { $details }
    { $by }. If you are in: ✋
SaidInTheRoom =
    Your message for { $ref } speaks of health or money, and the whole room can read it.
    To remove it: delete it, and the listing goes with it. Or edit it, without saying why.
    Until then I don't show it to the other îlots. If you meant it, answer “yes”.
KeptBack = { $ref } speaks of health or money: I don't show it to the other îlots. Edit your message, without saying why. If you meant it, answer “yes”.

## The courrier

SettledLine = {"**"}{ $ref }{"**"} · { $title } · fulfilled

## What may go together

GoesWith = { $ref } ({ $title }) may go with { $mine }: { $words }. If you are in: ✋ · To stop these suggestions: `!me suggestions no`
SuitsYou = { $ref } ({ $title }) may suit you: { $words }, among your skills. If you are in: ✋ · To stop these suggestions: `!me suggestions no`

## Sheets of figures

MonthlyListings =
    Listings
    Month
    Direction
    Posted
    Fulfilled
    Between îlots
    Median delay (days)
NeedsByCategory =
    Needs
    Category
    Open
    Fulfilled
DirectionHead =
    { $direction ->
        [offer] offer
        [need] need
       *[cover] cover
    }
