### Your own deadlines: asked for in private, told at their hour, to you alone.

rappelle-moi = A reminder for you
    .summary = Be reminded of a deadline, in private: nobody else sees it. All of them: `!reminders`
    .ask = Remind you of what?
    .example = !remindme to declare my income 30/4
    .short = !remindme to declare 30/4
rappels = Your reminders
    .summary = See your reminders; `!reminders erase` removes them all.
    .example = !reminders
    .short = !reminders

ReminderKept =
    {"**"}{ $ref }{"**"} · { $title }
    I will remind you here on { $on }. Nobody else sees it.
    A mistake: edit your message. To remove it: ❌ · later: `!extend { $ref } 3/5`
ReminderDayAsked = “{ $words }”: on which day? For example: 30/4, or 30/4 17h. Or “stop”.
ReminderDayUnread = I can't read “{ $got }” as a day. For example: `!extend E3 3/5`
ReminderIsPast = { $on } is already past. Give a day or an hour to come: `!remindme to declare 30/4 9h`
ReminderTooLong = That is long: { $longest } characters at most. Say it again, shorter.
TooManyReminders = You have { $most } reminders already. Remove one: `!reminders` shows them.
ReminderTold =
    { $late ->
        [yes] Late, I was not there ({ $on }): { $title }
       *[no] You asked me to remind you: { $title }
    }
    Said, and no longer kept. Once more: `!remindme …`
RemindersShown =
    { $lines }
    To remove one: `!withdraw { $ref }` · all: `!reminders erase`
ReminderLine = {"**"}{ $ref }{"**"} · { $on } · { $title }
MoreReminders =
    { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
NoReminders = No reminder. To ask for one: `!remindme to declare my income 30/4`
ReminderGone = { $ref } is erased.
RemindersGone =
    { $count ->
        [one] Your reminder is erased.
       *[other] Your { $count } reminders are erased.
    }
UnknownReminder = I have no reminder { $ref }. `!reminders` shows yours.
