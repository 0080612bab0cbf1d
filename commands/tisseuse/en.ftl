### The Tisseuse's room.

ilot = An îlot
    .summary = Make an îlot, bind it to its room, see its members.
    .example = !islet create Granit, Bretagne
    .short = !islet create | bind | members
etat = My health
    .summary = See how I am: version, queue, last sync.
    .example = !status
    .short = !status

reglages = Settings
    .summary = See and change the hours in which I post in an îlot's room.
    .example = !settings hours granit 10:00-17:00
    .short = !settings

InvitationAsked = { $who } invites me into “{ $room }” (server { $server }), and I don't know them. Shall I go? ✅ or ❌ on this message.
InvitationAccepted = I enter “{ $room }”.
InvitationDeclined = I don't enter “{ $room }”.
RoomWaits = I am in “{ $room }”, which is no îlot's room yet. To bind it: `!islet bind granit { $room }`
IlotCreated = The îlot { $name } exists. Invite me into its room, then: `!islet bind { $slug }`
IlotExists = The îlot { $name } exists already. To bind it to its room: `!islet bind { $slug }`
IlotLives = The îlot { $name } lives in “{ $room }” already. To move it, say into which room: `!islet bind { $slug }` and the room's name
IlotBound = The îlot { $name } lives in “{ $room }”.
RoomTaken = “{ $room }” is already the room of the îlot { $ilot }.
UnknownIlot =
    I don't know the îlot “{ $got }”. I know: { $known }
    To make it: `!islet create { $got }`
UnknownRoom =
    I am not in “{ $got }”. Rooms without an îlot: { $rooms }
    Invite me into the room first.
WhichRoom = Several rooms are possible: { $rooms }. Say which, by its name or by the address in brackets. For example: `!islet bind { $slug } Îlot Granit`
NoRoomWaits = I am in no room without an îlot. Invite me into the room, then: `!islet bind { $slug }`
MembersShown =
    {"**"}{ $name }{"**"} ({ $size }): { $members }
    The members of an îlot are the people in its room: to add or remove somebody, invite or remove them there.
HowIlotWorks = `!islet create Granit, Bretagne` · `!islet bind granit` · `!islet members granit`
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
Losses = Worth a look in the log: { $dead } messages refused, { $poison } that failed.
Held =
    { $why ->
        [reminder] { $count } waiting (reminders, in each person's hours), { $hour } at the earliest
        [whisper] { $count } waiting (words to one person, from 8:00 to 20:00), { $hour } at the earliest
        [beside] { $count } waiting (in an îlot, in its room's hours), { $hour } at the earliest
       *[news] { $count } waiting (news, Monday to Friday from 9:00 to 18:30), { $hour } at the earliest
    }

SettingsShown =
    I post Monday to Friday, public holidays aside:
    { $lines }
    To change it: `!settings hours granit 10:00-17:00` · `!settings holidays granit alsace-moselle`
HoursOf =
    { $ilot }: from { $start } to { $end }{ $alsace_moselle ->
        [yes] , holidays of Alsace-Moselle
       *[no] {""}
    }
UnknownCommittee = I cannot find the committee { $ref }. `!copil` shows those I know.
CommitteeIsOver = The committee { $ref } was held, or is cancelled. To plan another one: `!copil 3 June`
UnknownLine = I cannot find { $ref }. `!copil` shows the points and the decisions.
HowSettingsWork = `!settings hours granit 10:00-17:00` · `!settings hours granit usual` · `!settings holidays granit alsace-moselle` · `!settings holidays granit no`
