### The agenda: what is ahead, for your îlot and for the Archipel.

agenda = The agenda
    .summary = See what is ahead: your îlot's times for reflection, the Archipel's milestones, steering committees. In private, `!calendar file` for your own calendar.
    .example = !calendar
    .short = !calendar

AgendaShown = { $lines }
AgendaLine = { $when } · { $what }
UntilDay = By { $day }
FromDayToDay =
    { $number ->
        [0] From { $first } to { $last }
        [1] From 1 to { $last }
       *[other] From { $number } to { $last }
    }
MoreAgenda = more: `!calendar page { $page }`
AgendaAsFile =
    { $here ->
        [yes] In your own calendar: `!calendar file`
       *[no] In your own calendar: `!calendar file`, in private.
    }
AgendaEmpty = Nothing ahead for now. A rhythm for your îlot, in its room: `!pausetime every other thursday 14:00-16:00`
NoSuchAgendaPage = The agenda ends before that. `!calendar` shows its beginning.
AgendaFileInPrivate = The file is given in private: write `!calendar file` in our conversation.
AgendaGiven =
    Your agenda for a year: your îlot's times, the Archipel's milestones and committees. Open it with your calendar.
    It does not update itself: ask for it again, the same dates are not added twice.
AgendaName = Archipel
