### What Navette keeps about people.

donnees = My data
    .summary = See what I keep about you, until when and who sees it; get it (`export`); see who looked at it (`journal`).
    .example = !mydata
    .short = !mydata
oublie-moi = Forget me
    .summary = Erase what I keep about you. In private, and after a “yes”.
    .example = !forgetme
    .short = !forgetme

DataTold =
    I keep your profile while you are in an îlot, and { $departures } days after. Your listings: { $listings ->
        [one] one month
       *[other] { $listings } months
    } after they end. Your requests: { $requests } days after they end. Your traces, your diagnosis, your expected income: until you take them back or erase them. Your reminders: until their hour, or until you stop them.
    Members know your first name and your îlot. A listing, a request or a trace is known to whom you chose. Your settings and your expected income, to nobody.
    I read what passes in the rooms I am in, and keep only what begins with `!`, your answers to my questions and what you write to me in private. Whoever hosts me could get to it.
    Erasing here is not erasing everywhere: the messaging server and phones keep their copies.
    { $responsible }
    `!me export`: get it all · `!me journal`: who looked · `!forgetme`: erase it all
    { $more }
Responsible = Responsible for this data: { $name }. To reach them: { $contact }
NobodyNamedResponsible = Responsible for this data: whoever hosts me. The Tisseuse knows who that is.
ReadMore = In full: { $address }
ExportGiven = Here is all that I keep about you, in a JSON file; a text editor opens it too.
ExportInPrivate = I show that to you alone: write `!me export` or `!me journal` in private.
JournalShown = { $lines }
JournalLine =
    { $action ->
        [opened] { $actor } read { $ref }
        [handed_out] { $actor } took away everything I keep, for another host
        [changed] { $actor } changed the rule “{ $ref }”
       *[exported] { $actor } asked for a copy of their data
    }
NobodyLooked = Nothing in the journal: nobody opened a request, or asked for a copy, in the last { $months } months.

## Forgetting

ForgetAsked =
    I will erase your profile, your listings, your raised hands, your requests, your unpublished traces, your reminders, your diagnosis, your expected income, and my messages that quote them. I can't undo that.
    What stays: settled exchanges, with “somebody”, what is already in the anthology, without your name, and the journal of who looked, for { $months } months.
    The messaging server and phones keep their copies.
    Shall I? “yes” within 10 minutes, anything else to keep it all.
NothingForgotten = All right, I erase nothing.
Forgotten =
    It is erased. If you write to me again, I start from a blank page.
    { $member ->
        [yes] You are still in your îlot's room: leaving it is done in your app.
       *[no] {""}
    }
NeededInOffice = You are the Tisseuse or her deputy: my configuration says so. Whoever hosts me names somebody else there, and then `!forgetme` works.
