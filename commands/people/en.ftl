### People and îlots.

ilots = The îlots
    .summary = See the îlots and their members; `!islets links` shows what links them.
    .example = !islets
    .short = !islets
moi = Me
    .summary = See what I know of you, choose your language, be left in peace, have the courrier in private.
    .example = !me language fr
    .short = !me

IlotsShown = { $lines }
IlotSize = {"**"}{ $name }{"**"} ({ $size })
NoIlots = There is no îlot yet.
LinksShown = { $lines }
LinkLine = {"**"}{ $one } – { $other }{"**"} · { $parts }
LinkedBy =
    { $kind ->
        [exchange] { $count ->
            [one] exchange { $refs }
           *[other] exchanges { $refs }
        }
        [common] in common { $refs }
       *[told] announced { $refs }
    }
MoreLinks =
    { $count ->
        [one] and { $count } more link
       *[other] and { $count } more links
    }
NoLinks = No links between the îlots yet. They come from a listing that is fulfilled (`!board`), or from what people have in common (`!shared`).
Profile =
    {"**"}{ $name }{"**"} · { $ilots }
    I answer you in { $language ->
        [en] English
       *[fr] French
    }.
    { $quiet }
    { $away }
    { $wishes }
    { $how }
LeftInPeace =
    { $weekends ->
        [yes] Left in peace from { $start } to { $end }.
       *[no] Left in peace from { $start } to { $end }, and on weekends and public holidays.
    }
AwayThen = Away: { $spans }.
Away = { $span }
Wishes =
    { $suggestions ->
        [yes] Suggestions in private: yes
       *[no] Suggestions in private: no
    } · { $reminders ->
        [yes] Reminders of times for reflection: yes
       *[no] Reminders of times for reflection: no
    } · { $copies ->
        [never] Courrier in private: never
        [tuesday] Courrier in private: on Tuesday
        [friday] Courrier in private: on Friday
       *[both] Courrier in private: Tuesday and Friday
    }
HowToChangeMe =
    To change: `!me language fr`, `!me quiet 18h-9h`, { $weekends ->
        [yes] `!me weekends no`
       *[no] `!me weekends yes`
    }, `!me away du 3 au 7 mai`, { $suggestions ->
        [yes] `!me suggestions no`
       *[no] `!me suggestions yes`
    }, { $copies ->
        [never] `!me courrier friday`
       *[other] `!me courrier never`
    }
NoIlotYet = in no îlot yet
LanguageSet = All right, I will answer you in English.
WhatAboutMe = I don't understand “{ $got }”. I know `!me`, `!me language fr`, `!me away du 3 au 7 mai`, `!me quiet 18h-9h`, `!me weekends no`, `!me suggestions yes`, `!me reminders no`, `!me courrier friday` and `!me function legal`.
PutOut = I am no longer in the room “{ $room }”: I was removed. If that was a mistake, a new invitation is enough.
Muted = I may no longer write in the room “{ $room }”. Give me back the right in its settings, and I will go on.
StrangeSuccessor = The room “{ $room }” names another one, which does not say it replaces it: I am not going there. If it is the right one, bind it: `!islet bind granit`
UnusualSize =
    { $size ->
        [one] The îlot { $ilot } is down to one person.
       *[other] The îlot { $ilot } now has { $size } people.
    }

## Being left in peace

AwayNoted = Noted: { $span }. No reminders on those days, and I tell nobody. Back earlier: `!me away no`
BackAgain = Noted, you are back.
AwayUnread = I read no dates in “{ $got }”. For example: `!me away du 3 au 7 mai`
QuietNoted = Noted: no reminders between { $start } and { $end }.
QuietNever = Noted: no quiet hours of your own any more. My reminders stay between 8:00 and 20:00.
QuietUnread = I read no hours in “{ $got }”. For example: `!me quiet 18h-9h`
WeekendsNoted =
    { $allowed ->
        [yes] Noted: I may send you reminders on weekends and public holidays.
       *[no] Noted: no reminders on weekends or public holidays.
    }
WeekendsUnread = Yes or no? For example: `!me weekends no`
SuggestionsNoted =
    { $wanted ->
        [yes] Noted: when a listing may suit you, I will tell you in private, one a day at most, with the words in common.
       *[no] Noted: I will not suggest listings to you any more.
    }
RemindersNoted =
    { $wanted ->
        [yes] Noted: the day before a time for reflection, if you have not answered, I will remind you in private.
       *[no] Noted: no more reminders of times for reflection.
    }
RemindersUnread = Yes or no? For example: `!me reminders no`
SuggestionsUnread = Yes or no? For example: `!me suggestions yes`

## The courrier in private

CopiesNoted =
    { $copies ->
        [never] Noted: no courrier in private.
        [tuesday] Noted: a copy of the courrier in private, on Tuesday from 9:30.
        [friday] Noted: a copy of the courrier in private, on Friday from 9:30.
       *[both] Noted: a copy of the courrier in private, on Tuesday and Friday from 9:30.
    } In your îlot's room nothing changes: the courrier comes there on Tuesday and Friday.
    { $how }
NoPlaceForCopies = I have no private conversation with you: open an encrypted one, and it will come there.
CopiesUnread = I read no day of the courrier in “{ $got }”. For example: `!me courrier friday`, `!me courrier tuesday and friday` or `!me courrier never`
CopiesForMembers = The courrier is for members of an îlot: enter your îlot's room first, then send it again.

## Sheets of figures

IlotsListed =
    Îlots
    Name
    Territory
    Since

## Who does what

FunctionsShown =
    { $lines }
    { $more }
FunctionLine = {"**"}{ $function }{"**"} · { $people }
HowToStateFunction = Yours: `!me function` and a few words
MoreFunctions = more: `!islets functions page { $page }`
NoFunctions = Nobody has said their function yet. Yours: `!me function legal`
FunctionNoted = Noted: { $functions }. The whole Archipel sees it: `!islets functions`. To remove it: `!me function no`
FunctionGone = Noted: you are not in the list of functions any more.
FunctionUnread = I see no function. A few words are enough: `!me function legal, payroll`
