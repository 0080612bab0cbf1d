### An îlot's time for reflection.

temps = Time for reflection
    .summary = The îlot's time for reflection: see it, propose it, move it, pause it.
    .example = !pausetime every other thursday 14:00-16:00
    .short = !pausetime

## The rhythm

RhythmSaid =
    { $every ->
        [1] every { $day }
        [2] every other { $day }
       *[other] every { $every } weeks on { $day }
    }, from { $start } to { $end }
SlotProposed =
    Proposed to the îlot: { $rhythm }, starting { $first }.
    For: ✋. Against: ❌.
    It is agreed as soon as half of the îlot is for it, or on { $until } if nobody is against.
StopProposed =
    Proposed to the îlot: to stop having time for reflection. For: ✋. Against: ❌.
    It is agreed as soon as half of the îlot is for it, or on { $until } if nobody is against.
SlotAgreed =
    Agreed: { $rhythm }.
    { $next }
StopAgreed = Agreed: there is no more time for reflection in this îlot. To begin again one day: `!pausetime every other thursday 14:00-16:00`
AgreementDropped = Somebody was against it: nothing changes. To propose something else: `!pausetime every other tuesday 9:00-10:00`
AgreementWithdrawn = This proposal is not open any more. To see where you are: `!pausetime`
SlotShown =
    Your time for reflection: { $rhythm }.
    { $next }
    To change it: `!pausetime move friday 10:00` · `!pausetime pause 3 weeks` · `!pausetime every other tuesday 9:00-10:00`
NextIs = Next: { $span }.
PausedUntil = Paused until { $day }. To begin again earlier: `!pausetime resume`
NoSlot = No time for reflection at { $ilot } yet. To propose one, in its room: `!pausetime every other thursday 14:00-16:00`
SlotWaits = No time for reflection at { $ilot } yet. A proposal is waiting for your ✋, until { $until }: { $rhythm }.
NoIlotHere = Time for reflection belongs to an îlot: type `!pausetime` in its room.
DecidedInTheRoom = That is decided together: type it in your îlot's room. Here, `!pausetime` alone tells you when the next one is.
HowOften = How often, starting { $first }? 1 every { $day } · 2 every other { $day } · 3 every four weeks
RhythmUnread = I can't read a day and hours in “{ $got }”. For example: `!pausetime every other thursday 14:00-16:00`
RhythmWithoutEnd = From when to when? For example: `!pausetime every other thursday 14:00-16:00`

## A session

Poll =
    { $when }: our time for reflection. ✋ I'm in · ⏰ another time instead · 🌙 not this time.
    { $prompt }
PromptOfTheDay = Question of the day: { $text }
DayBefore = { $when }: the time for reflection of { $ilot }. ✋ I'm in · ⏰ another time instead · 🌙 not this time. (To stop these reminders: `!me reminders no`)
TooFew = { $when }: shall we let it pass, or move it? ✋ I'm in · ⏰ another time. Without an answer, we let it pass.
SessionMoved = Moved: { $when }. ✋ I'm in · ⏰ another time instead · 🌙 not this time.
MovedAway = This time for reflection has moved: { $when }.
SessionSkipped =
    We let it pass this time.
    { $next }
HolidaySkipped = { $day } is a public holiday ({ $holiday }): we let it pass. Instead, { $when }? ✋ I'm in · ⏰ another time instead · 🌙 not this time.
HolidayPassed =
    { $day } is a public holiday ({ $holiday }): we let it pass.
    { $next }
Begins = This is your time. I will keep quiet until { $end }.
Ends = If you want to keep something: `!note`. Entirely optional.
AnotherMoment = Which other time? Answer for example “friday 10:00”.
MoveUnread = I can't read a time in “{ $got }”. For example: `!pausetime move friday 10:00`
MoveIsPast = { $when } has passed. For example: `!pausetime move friday 10:00`
NothingAhead = No time for reflection ahead. To see where you are: `!pausetime`
RhythmAsked = Three times in a row without meeting. Shall we change the rhythm? `!pausetime every other tuesday 9:00-10:00` · `!pausetime pause 2 months` · `!pausetime stop`. Without an answer, we keep the same.

## Pauses

Paused = No time for reflection from { $first } to { $last }. To begin again earlier: `!pausetime resume`
Resumed =
    Time for reflection begins again.
    { $next }
WhichPause = Which pause, until { $last }? 1 pause the îlot's times · 2 pause my reminders
RemindersPaused = No reminders for you until { $last }.
PauseUnread = I can't read how long in “{ $got }”. For example: `!pausetime pause 3 weeks` or `!pausetime pause du 2 au 22 août`

## Questions of the day

PromptsShown =
    The questions of the day, in turn:
    { $lines }
    To propose one: `!pausetime question What surprised you?`
PromptLine = { $number } · { $text }
PromptProposed = Thank you. If the Tisseuse says yes, your question joins the others.
PromptAsked = { $who } proposes a question of the day: { $text } Shall we take it? ✅ or ❌ on this message.
PromptDecided =
    { $taken ->
        [yes] The question joins the others.
       *[no] The question does not join the others.
    }
PromptRetired = It will not be asked any more: { $text }
NoSuchPrompt = I can't find question { $got }. `!pausetime questions` shows the list.

## The month, to the Tisseuse

MonthSummed =
    { $month }: { $held ->
        [0] no time for reflection held
        [one] one time for reflection held
       *[other] { $held } times for reflection held
    }, { $shared ->
        [0] no trace shared.
        [one] one trace shared.
       *[other] { $shared } traces shared.
    }
    { $themes }
Themes = Themes: { $names }

prompt-1 = Since last time, what gave you momentum?
prompt-2 = Tell us about a moment when you said no.
prompt-3 = What goes beyond your own case?
prompt-4 = How did you go about it, and what did you choose not to do?
prompt-5 = The weather in one word, without comment.
prompt-6 = What do we keep, change, let go?
prompt-7 = Story, questions, hypotheses, what I take away: 4 × 10 min, never advice.

## Calendar and sheets of figures

TimeOfIlot = Time for reflection, { $ilot }
TimesHeld =
    Times for reflection
    Month
    Held
