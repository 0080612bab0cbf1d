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
RecurringKept =
    {"**"}{ $ref }{"**"} · { $title }
    I will remind you here on { $on }, then { $often }. Nobody else sees it.
    A mistake: edit your message. To stop it: ❌ · later, this time: `!extend { $ref } 3/5`
RecurringOften =
    { $months ->
        [0] { $weeks ->
            [1] every week
           *[other] every { $weeks } weeks
        }
        [1] every month
        [12] every year
       *[other] every { $months } months
    }{ $day ->
        [0] {""}
       *[other] , on day { $day } or the last of the month
    }
RecurringDayAsked =
    “{ $words }”, { $often }: on which day? For example: { $unit ->
        [year] on March 15
        [week] on Monday
       *[month] on the 30th
    }, or { $unit ->
        [year] on March 15 at 17h
        [week] on Monday at 17h
       *[month] on the 30th at 17h
    }. Or “stop”.
RecurringUnread = I can't read that day. For example: `!remindme to declare every month on the 30th`, or “every year on March 15”, “every Monday at 9h”.
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
RecurringTold =
    { $late ->
        [yes] Late, I was not there ({ $on }): { $title }
       *[no] You asked me to remind you: { $title }
    }
    Next time: { $again }. To stop it: ❌ or `!withdraw { $ref }`
RecurringStays = { $ref } comes back { $again }. To stop it: ❌ or `!withdraw { $ref }`
RemindersShown =
    { $lines }
    To remove one: `!withdraw { $ref }` · all: `!reminders erase`
ReminderLine = {"**"}{ $ref }{"**"} · { $on } · { $title }
RecurringLine = {"**"}{ $ref }{"**"} · { $on } · { $title } · { $often }
MoreReminders = more: `!reminders page { $page }`
NoMoreReminders = There is no further page. `!reminders` shows the first one.
NoReminders = No reminder. To ask for one: `!remindme to declare my income 30/4`
ReminderGone = { $ref } is erased.
RemindersGone =
    { $count ->
        [one] Your reminder is erased.
       *[other] Your { $count } reminders are erased.
    }
UnknownReminder = I have no reminder { $ref }. `!reminders` shows yours.
