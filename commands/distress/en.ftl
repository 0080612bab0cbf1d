### Words of distress: few sentences, no advice, no judgement.

DangerNumber = **{ $number }**
EitherNumber = { $one } or { $other }
InDanger = { $numbers } in danger
WhoListens = **{ $number }**{ $day_and_night ->
        [yes] { $free ->
            [yes] {" (day and night, free)"}
           *[no] {" (day and night)"}
        }
       *[no] { $free ->
            [yes] {" (free)"}
           *[no] {""}
        }
    }
PeopleToCall = { $numbers }
MayITell = { $asked } (yes / no)
MayITellOffice = { $office ->
        [deputy] Shall I tell your deputy?
       *[tisseuse] Shall I tell the Tisseuse?
    }
StandInToo = { $alone ->
        [yes] Shall I tell { $name }, who stands in for the Tisseuse and her deputy just now?
       *[no] She and her deputy are away: I would also tell { $name }, who stands in for them.
    }
NoWayToTell =
    There is no safe room, right now, in which I could tell the Tisseuse.
    { $write }
WriteToHer = You can write to her: { $tisseuse }.
YourWordsShow = Your message can still be read in the room: you can delete it. I kept nothing of it.
DistressHeard =
    Thank you for telling me. I am a program and can't be with you in this, but there are people who can, right now: { $people }. { $then }
    { $visible }
DistressHeardAgain =
    Thank you for telling me again. These people are listening now, and it is what they do: { $people }. { $then }
    { $visible }
OnlyYesOrNo = I don't know how to talk about it with you, but these people can, right now: { $people }. { $then }
YourQuestionWaits = My earlier question still stands, if you want to go back to it.
OfficeKnows = { $office ->
        [both] Done: the Tisseuse and her deputy know that you are asking them to get in touch. Nothing else.
        [deputy] Done: the Tisseuse's deputy knows that you are asking her to get in touch. Nothing else.
       *[tisseuse] Done: the Tisseuse knows that you are asking her to get in touch. Nothing else.
    }
StandInKnows = { $alone ->
        [yes] Done: { $name } knows that you are asking for contact. Nothing else.
       *[no] { $name }, who stands in for them, knows it too.
    }
ContactPromised =
    { $told } { $away ->
        [yes] Somebody is away these days: an answer may take a while.
       *[no] It may not be read at once, especially at night.
    } Until then you are not on your own: { $people }.
    { $before }
NobodyTold =
    All right: I told nobody, and kept nothing of your words. If you change your mind, at any hour: { $people }.
    { $before }
CannotTellNow =
    { $why }
    Right now: { $people }.
ContactAsked = { $person } asks you to get in touch, as soon as you can.
ContactAskedOfStandIn = The Tisseuse and her deputy are away: you stand in for them. { $person } asks to be contacted, as soon as you can.
InvitedApart = I am opening a conversation for the two of us: I have a word for you there. And to talk to somebody right now: { $people }.
HereForAnybody = To talk to somebody right now: { $people }. To write to me in private: open an encrypted conversation with { $bot }.
