### A meeting with the Tisseuse.

tisseuse = See the Tisseuse
    .summary = Ask for some time with the Tisseuse: a day is enough, and is all that is kept.
    .example = !weaver jeudi 14h
    .short = !weaver
rdv = Meetings
    .summary = See who asks for some time, and answer: yes, another day, or no.
    .example = !meetings
    .short = !meetings

AskMeetingDay =
    { $again ->
        [yes] I can't read a day in that, and I keep none of it. A day, and an hour if you like: jeudi 14h.
       *[no] Which day would suit you? For example: jeudi 14h. I note only the day; what you will talk about is between you.
    } “stop” to leave.
MeetingAsked = The Tisseuse has been asked: { $at }. She knows who and when, nothing else. I will tell you her answer here. To cancel: `!weaver cancel`
MeetingShown =
    { $state ->
        [agreed] With the Tisseuse: { $at }, agreed.
        [proposed] The Tisseuse proposes { $at }. If it suits you: `!weaver yes`; another day: `!weaver` and the day.
       *[asked] Asked of the Tisseuse: { $at }. She has not answered yet.
    } To cancel: `!weaver cancel`
NoMeeting = There is no meeting. To ask for one: `!weaver jeudi 14h`
MeetingGone = It is cancelled, and nothing of it is left.
NobodyToMeet = I have no way to reach the Tisseuse: nothing is noted. Write to her directly.
MeetingAgreed = With the Tisseuse: { $at }, agreed. To cancel: `!weaver cancel`
MeetingMoved = The Tisseuse proposes { $at } instead. Does it suit you? (yes, another day, or no)
MeetingRefused = The Tisseuse is not free on { $at }. For another day: `!weaver vendredi 10h`

## In the Tisseuse's room

MeetingWanted =
    { $who } asks to see you: { $at }.
    `!meetings { $who } yes` · another day: `!meetings { $who } vendredi 10h` · `!meetings { $who } no`
MeetingSettled = { $who }: { $at }, agreed.
MeetingOff = { $who } no longer asks to see you ({ $at }).
MeetingsShown = { $lines }
MeetingLine =
    { $state ->
        [agreed] {"**"}{ $who }{"**"} · { $at } · agreed
        [proposed] {"**"}{ $who }{"**"} · { $at } · proposed, no answer yet
       *[asked] {"**"}{ $who }{"**"} · { $at } · to confirm: `!meetings { $who } yes`
    }
NoMeetings = Nobody is asking for a meeting.
NoMeetingOf = { $name } has not asked for a meeting. `!meetings` shows who has.
MeetingTold =
    { $state ->
        [agreed] { $who } is told: { $at }, agreed.
       *[proposed] { $who } is asked: { $at }.
    }
MeetingUntold = Noted, but I have no way to tell { $who }: write to them directly.
MeetingsNotAlone = Somebody else is in this room: I don't say here who asks for a meeting.
HowMeetingsWork = I know `!meetings { $name } yes`, `!meetings { $name } vendredi 10h` and `!meetings { $name } no`.
