### What the Tisseuse has to tell every îlot.

annonce = An announcement
    .summary = Put an announcement into the next courrier of every îlot; “urgent” posts it at once.
    .example = !announce The office is closed from 3 to 7 May
    .short = !announce [urgent] …
veille = Worth reading
    .summary = Put a link or a text worth reading into the next courrier of every îlot.
    .example = !watch Umbrella companies: what changes https://example.org/umbrella
    .short = !watch …

HowBulletinsWork =
    { $kind ->
        [V] Say what is worth reading. For example: `!watch Umbrella companies: what changes https://example.org/umbrella`
       *[A] Say what you announce. For example: `!announce The office is closed from 3 to 7 May` · `!announce urgent No heating in Rennes today`
    }
BulletinTooLong = That is long for one line of the courrier: { $longest } characters at most. Say it again, shorter, or give a link.
AskAnnouncement =
    This is what every îlot will read in the courrier of { $day }: “{ $text }”
    Reply to this message: “yes” to send it, “stop” to leave. ✅ or ❌ will do.
AskUrgent =
    { $count ->
        [one] In the îlot, without waiting for the courrier
       *[other] In { $count } îlots, without waiting for the courrier
    }: “{ $text }”
    Is it urgent? Reply to this message: “yes”, or “stop”. ✅ or ❌ will do.
AskUrgentAgain =
    I ask once more, because it goes out at once { $count ->
        [one] to the îlot
       *[other] to { $count } îlots
    } (within their hours, never during time for reflection): “{ $text }”
    Do you confirm? Reply to this message: “yes”, or “stop”. ✅ or ❌ will do.
BulletinNoted =
    {"**"}{ $ref }{"**"} · { $title }
    { $kind ->
        [V] Worth reading: in the courrier of { $day }, in every îlot.
       *[A] Announcement: in the courrier of { $day }, in every îlot.
    } A mistake: edit your message. To remove it: delete it.
UrgentNoted =
    {"**"}{ $ref }{"**"} · { $title }
    Urgent announcement { $count ->
        [one] in the îlot
       *[other] in { $count } îlots
    }, once, within their hours. A mistake: edit your message. To remove it: delete it.
BulletinTold = { $ref } has already gone out in the courrier. To remove it everywhere, delete your message; to say it again: `!announce …`
BulletinShown = {"**"}{ $ref }{"**"} · { $title }
BulletinsShown =
    { $lines }
    { $kind ->
        [V] One more: `!watch …`
       *[A] One more: `!announce …` or `!announce urgent …`
    }
UnknownBulletin = I can't find { $ref }. `!announce` and `!watch` show the latest.

## In the îlots

AnnouncementNews = {"**"}{ $ref }{"**"} · the Tisseuse announces: { $title }
WatchNews = {"**"}{ $ref }{"**"} · worth reading: { $title }
UrgentNews = {"**"}{ $ref }{"**"} · urgent, from the Tisseuse: { $title }
