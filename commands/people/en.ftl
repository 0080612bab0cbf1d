### People and îlots.

ilots = The îlots
    .summary = See the îlots and their members.
    .example = !islets
    .short = !islets
moi = Me
    .summary = See what I know of you, choose your language.
    .example = !me language fr
    .short = !me

IlotsShown = { $lines }
IlotSize = {"**"}{ $name }{"**"} ({ $size })
NoIlots = There is no îlot yet.
Profile =
    {"**"}{ $name }{"**"} · { $ilots }
    I answer you in { $language ->
        [en] English
       *[fr] French
    }. To change: `!me language en` or `!me language fr`
NoIlotYet = in no îlot yet
LanguageSet = All right, I answer you in English.
WhatAboutMe = I don't understand “{ $got }”. I know `!me`, `!me language fr` and `!me language en`.
PutOut = I am no longer in the room “{ $room }”: I was removed. If that was a mistake, a new invitation is enough.
Muted = I may no longer write in the room “{ $room }”. Give me back the right in its settings, and I go on.
StrangeSuccessor = The room “{ $room }” names another one, which does not say it replaces it: I don't follow. If it is the right one, bind it: `!islet bind`
UnusualSize =
    { $size ->
        [one] The îlot { $ilot } is down to one person.
       *[other] The îlot { $ilot } now has { $size } people.
    }
