### The files that the Tisseuse takes with her.

export = Export
    .summary = Get the figures (CSV, ODS, Markdown), the calendar (ICS), or everything, to change hosts.
    .example = !export ods
    .short = !export

ExportsShown =
    The first four name nobody.
    `!export ods`: all tables in one spreadsheet (LibreOffice, Excel)
    `!export csv`: one file per table, or a single one: `!export csv annonces`
    `!export markdown`: the same, for a pad or a website
    `!export ics`: the îlots' times, milestones and committees, for a calendar
    `!export full`: everything, personal data included, to change hosts. I ask twice.
    `!anthology files`: the anthology
    The report of other days than this quarter: `!export ods march` (Q1, year, 2021, from … to …)
    Tables: { $sheets }
HowExportWorks = `!export ods` · `!export ods march` · `!export csv` · `!export markdown` · `!export ics` · `!export full`; what they are: `!export`
DaysToCome = { $first } has not come yet: there is nothing to count. For example: `!export ods march`
UnknownSheet =
    I have no table “{ $got }”. I have: { $sheets }
    For example: `!export csv annonces`
NothingToCount = Nothing to count yet.
TableGiven =
    { $file } · { $rows ->
        [one] one row
       *[other] { $rows } rows
    }
SpreadsheetGiven =
    The figures of the whole Archipel, in { $sheets ->
        [one] one table
       *[other] { $sheets } tables
    }. Nobody is named in them. The report: { $days }.
SheetPageGiven =
    The figures of the whole Archipel, in { $sheets ->
        [one] one table
       *[other] { $sheets } tables
    }. Nobody is named in them. The report: { $days }.
FiguresTitle = The Archipel in figures
AlmanacGiven =
    The twelve months to come: { $entries ->
        [one] one date or rhythm
       *[other] { $entries } dates or rhythms
    }. No alarms. A newer file replaces this one without duplicates.
AlmanacEmpty = No date within the twelve months to come.
AlmanacName = Archipel
MilestoneInAlmanac =
    { $approximate ->
        [yes] Milestone: { $title } (approximate dates)
       *[no] Milestone: { $title }
    }
CommitteeInAlmanac = Steering committee
MilestonesListed =
    Milestones
    Reference
    From
    To
    Days
    Milestone
AboutDay =
    { $approximate ->
        [yes] approximate
       *[no] exact
    }

WholeAsked =
    The complete file holds everything I keep: { $people ->
        [one] { $people } person
       *[other] { $people } people
    }, { $listings ->
        [one] { $listings } listing
       *[other] { $listings } listings
    }, { $traces ->
        [one] { $traces } trace, private ones too
       *[other] { $traces } traces, private ones too
    }, { $requests ->
        [one] { $requests } solidarity request with its words
       *[other] { $requests } solidarity requests with their words
    }, the fund.
    Whoever has it can read it. It is only for changing hosts; for a report: `!export ods`
    I will send it here and nowhere else. The journal says so, and everybody can read it: `!me journal`
    Shall I go on? Within 10 minutes: ✅ on this message, or reply “yes” to it. Otherwise nothing is sent.
WholeAskedAgain = Last question: shall I send everything, in this room? Within 10 minutes: ✅ on this message, or reply “yes” to it. Otherwise nothing is sent.
WholeGiven = Here is everything. Give it to whoever hosts what comes next, then delete this message and your copies. The voices of the traces are not in it: they lie beside my database.
WholeNotGiven = All right, I send nothing.
RoomNotClosed = Somebody else is in this room: I will not send everything here. Once only the Tisseuse and her deputy are in it: `!export full`
RoomInClear = This room is not encrypted: I will not send everything here. Turn encryption on in its settings, then: `!export full`
