### The Tisseuse's room.

ilot = An îlot
    .summary = Create an îlot, bind it to its room, see its members.
    .example = !islet create Granit, Bretagne
    .short = !islet create | bind | members
etat = My health
    .summary = See how I am: version, queue, last sync.
    .example = !status
    .short = !status

reglages = Settings
    .summary = See and change the collective's rules, and the hours in which I post in an îlot's room.
    .example = !settings hours granit 10:00-17:00
    .short = !settings

InvitationAsked = { $who } invites me into “{ $room }” (server { $server }), and I don't know them. Shall I go? ✅ or ❌ on this message.
InvitationAccepted = I am joining “{ $room }”.
InvitationDeclined = I am not joining “{ $room }”.
RoomWaits = I am in “{ $room }”, which is no îlot's room yet. To bind it: `!islet bind granit { $room }`
IlotCreated = The îlot { $name } exists. Invite me into its room, then: `!islet bind { $slug }`
IlotExists = The îlot { $name } exists already. To bind it to its room: `!islet bind { $slug }`
IlotLives = The îlot { $name } lives in “{ $room }” already. To move it, say into which room: `!islet bind { $slug }` and the room's name
IlotBound = The îlot { $name } lives in “{ $room }”.
RoomTaken = “{ $room }” is already the room of the îlot { $ilot }. With another room: `!islet bind granit Îlot Granit`
UnknownIlot =
    I don't know the îlot “{ $got }”. I know: { $known }
    To create it: `!islet create { $got }`
UnknownRoom =
    I am not in “{ $got }”. Rooms without an îlot: { $rooms }
    Invite me into the room first.
WhichRoom = Several rooms are possible: { $rooms }. Say which, by its name or by the address in brackets. For example: `!islet bind { $slug } Îlot Granit`
NoRoomWaits = I am in no room without an îlot. Invite me into the room, then: `!islet bind { $slug }`
MembersShown =
    {"**"}{ $name }{"**"} ({ $size }): { $members }
    The members of an îlot are the people in its room: to add or remove somebody, invite or remove them there.
HowIlotWorks = For example: `!islet create Granit, Bretagne` · `!islet bind granit` · `!islet members granit`
StateShown =
    Navette { $version }, running since { $since }.
    { $sync }
    { $queue }
    { $device }
    { $ilots ->
        [0] No îlot
        [one] One îlot
       *[other] { $ilots } îlots
    }, { $people ->
        [0] nobody.
        [one] one person.
       *[other] { $people } people.
    }
UnreadableShown = Messages that could not be read, this month: { $rooms }.
UnreadableIn = { $room } ({ $count })
InPrivate = in private
DeviceShown =
    My fingerprint: `{ $fingerprint }`, { $signed ->
        [yes] signed by the account
       *[no] not signed: `navette check` says what to do
    }.
SyncedAgo =
    { $seconds ->
        [one] The server answered a second ago.
       *[other] The server answered { $seconds } seconds ago.
    }
NeverSynced = No answer from the server yet.
Queue = Waiting: { $outbox } to send, { $inbox } to handle.
Losses = Worth a look in the technical log. Messages refused: { $dead }; failed: { $poison }.
Held =
    { $why ->
        [reminder] { $count } waiting (reminders, within each person's hours), { $hour } at the earliest
        [whisper] { $count } waiting (words to one person, from 8:00 to 20:00), { $hour } at the earliest
        [beside] { $count } waiting (in an îlot, within its room's hours), { $hour } at the earliest
       *[news] { $count } waiting (news, Monday to Friday from 9:00 to 18:30), { $hour } at the earliest
    }

SettingsShown =
    { $topics }
    The fund and who holds it: `!fund rules` · the questions of the day: `!pausetime questions`
    I post from Monday to Friday, not on public holidays. { $hours }
    One rule explained: `!settings offer` · to change it: `!settings offer 60 days` · an îlot: `!settings hours granit 10:00-17:00` or `!settings days granit monday, tuesday and thursday`
TopicShown =
    { $topic ->
        [posting] What I post unasked, in an îlot
        [board] A listing without a date stays open
        [time] Time for reflection takes place
        [pace] I answer one person
        [targets] Mechanisms in place
       *[keeping] I keep
    }: { $rules }
RuleWord =
    { $name ->
        [news_per_day] per-day
        [news_per_week] per-week
        [offer_days] offer
        [need_days] need
        [quorum] quorum
        [per_minute] per-minute
        [first_target] target-1
        [second_target] target-2
        [listings_months] listings
        [requests_days] requests
        [departures_days] departures
       *[journal_months] journal
    }
RuleInShort = { $word } { $value }
RuleValue =
    { $unit ->
        [times] { $count ->
            [one] once
           *[other] { $count } times
        }
        [people] { $count ->
            [one] from one person
           *[other] from { $count } people
        }
        [days] { $count } days
        [months] { $count ->
            [one] one month
           *[other] { $count } months
        }
       *[mechanisms] { $count }{ $ranged ->
            [yes] {" "}to { $most }
           *[no] {""}
        } by { $by }
    }
RuleMeaning =
    { $name ->
        [news_per_day] unasked messages in an îlot's room, per day
        [news_per_week] unasked messages in an îlot's room, per week
        [offer_days] how long an offer without a date stays open
        [need_days] how long a need without a date stays open
        [quorum] how many people it takes for time for reflection to take place
        [per_minute] messages of one person that I answer within a minute, before I suggest a pause
        [first_target] first target of mechanisms in place
        [second_target] second target of mechanisms in place
        [listings_months] how long I keep the words of a closed listing
        [requests_days] how long I keep the content of a closed solidarity request
        [departures_days] how long I keep the profile of somebody who is in no îlot any more
       *[journal_months] how long I keep the journal of who looked
    }
RuleBounds =
    { $unit ->
        [times] { $least } to { $most } times
        [people] { $least } to { $most } people
        [days] { $least } to { $most } days
        [months] { $least } to { $most } months
       *[mechanisms] { $least } to { $most }, and a day
    }
RuleShown =
    {"**"}{ $word }{"**"}: { $what }.
    Now: { $value } · usually: { $usual } · possible: { $bounds }
    { $hers_alone ->
        [yes] Only the Tisseuse may change it
       *[no] The Tisseuse or her deputy may change it
    }: `!settings { $word } { $example }` · as usual: `!settings { $word } usual`
RuleUnread = I did not understand the value for “{ $word }” ({ $bounds }). For example: `!settings { $word } { $example }`
RuleAsBefore = It is already so: { $word } { $value }.
RuleForTisseuse = Only the Tisseuse may change “{ $word }”. To read it: `!settings { $word }`
AskRule =
    This affects people: { $what }.
    Now { $before }, afterwards { $after }. What `!me data` says will follow. Reply to this message: “yes”, or “stop”. ✅ or ❌ will do.
RuleChanged = Changed: { $word } { $after } (it was { $before }). It is noted in the journal: `!me journal`
HoursOf =
    { $ilot }: from { $start } to { $end }{ $alsace_moselle ->
        [yes] , holidays of Alsace-Moselle
       *[no] {""}
    }
IlotSettings = { $parts }
OnlyOn = only { $days }
UnknownRule =
    I know no rule “{ $got }”.
    { $near }
    All of them: `!settings` · for an îlot: `!settings hours granit 10:00-17:00`
RuleNamed = Perhaps `!settings { $word }`?
HowSettingsWork = For an îlot: `!settings hours granit 10:00-17:00` · `!settings days granit monday, tuesday and thursday` · `!settings holidays granit alsace-moselle` · as usual: `!settings hours granit usual`
