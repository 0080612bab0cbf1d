### What the kit says itself, and the little words of dates and prices.

## Dates, hours, prices

date-pattern-full = EEEE d MMMM
date-pattern-short = d MMMM
hour = { $clock }
hour-minutes = { $clock }
day-hour = { $day }, { $hour }
day-hours = { $day }, { $start } – { $end }
from-to = { $start } to { $end }
place-remote = remote
around-day = around { $day }
around-month = in { $month }
price-free = free
price-free-price = pay what you want
price-barter = barter
price-to-discuss = price to be discussed
price-solidary = solidarity price
price-free-beside = (free)
price-free-price-beside = (pay what you want)
price-barter-beside = (barter)
price-to-discuss-beside = (to be discussed)
price-solidary-beside = (solidarity price)
price-range = { $low } to { $high }
unit-hour = /hour
unit-half-day = /half-day
unit-day = /day
unit-week = /week
unit-month = /month
unit-person = /person
unit-word = /word
unit-piece = {" "}each
unit-flat = {" "}flat

## Shared answers

Addressed = { $to }, { $what }
UnknownCommand = I don't know `!{ $typed }`. `!help` shows what I can do.
NearMiss = I don't know `!{ $typed }`. Did you mean { $proposals }?
Proposal = `!{ $word }`
TisseuseOnly = This command is for the Tisseuse's room.
MembersOnly = This command is for members of an îlot. The Tisseuse can invite you.
WrongRoom =
    { $in_private ->
        [yes] Type `!{ $command }` in your îlot's room, or to me in private.
       *[no] Type `!{ $command }` in your îlot's room.
    }
OnlyInPrivate = `!{ $command }` is typed in private: open an encrypted conversation with me, just the two of us.
ClearRoom = `!{ $command }` is not for here: this room is not encrypted. Write to me in an encrypted conversation, just the two of us.
CrowdedRoom = `!{ $command }` is not for here: other people read this room. Write to me in an encrypted conversation, just the two of us.
MissingText =
    { $ask }
    For example: `{ $example }`
UnreadableValue = I can't read “{ $key}: { $got }”. Nothing is kept: correct it and send it again. `!help offer` shows an example.
Breathe = Let's breathe for a minute: { $most } messages in one minute is more than I can follow. What you just sent changed nothing: send it again after that.
InternalFault = I didn't manage. Nothing is lost: send it again in a few minutes. (ref. { $code })
FaultTold = A fault of mine (ref. { $code }, { $kind }). The person has been told, the details are in the log.
DeadLetter = A message could not leave for { $room } ({ $reason }). Am I still in that room, allowed to write?
FileNotTaken = The file { $file } could not leave for { $room } ({ $reason }). If it is too large for this server, whoever hosts me can get it on their machine.
CannotEnter = I can't enter “{ $room }”. Invite me into that room, and I will join.
CourrierAgain =
    The courrier, without what has been withdrawn since:
    { $lines }

EditNotRead = I can't read your message any more: { $ref } stays as it was. To remove it: delete your message.

## Doubtful dates

NoSuchDay =
    There is no { $day } { $month }{ $year }. { $count ->
        [0] Which date?
        [1] Did you mean { $proposals }? (answer yes, or a date)
       *[other] Did you mean { $proposals }? (answer 1, 2 or a date)
    }
WrongWeekday = { $day } is a { $weekday }. { $proposals } (answer with a number)
DayIsPast = { $day } is past. { $proposals } (answer with a number)
TheDay = { $day }
EitherDay = { $first } or { $second }
Choice = **{ $number }** { $what }
AnotherDate = **{ $number }** another date
WhichDate = Which date? For example: le 5 mai, or 2021-05-05. “stop” to leave.
NothingKept = Nothing kept.
ChooseANumber = A number is enough: { $proposals }. Or type the date.

## Rules

UnknownReference = I can't find { $ref }. `!board` shows the list.
OwnListing = This is your own listing. To close it: `!done { $ref }`
NotTheAuthor = Only the person who posted { $ref } can do that.
AlreadyClosed =
    { $state ->
        [fulfilled] { $ref } is already fulfilled.
        [withdrawn] { $ref } is already withdrawn.
       *[other] { $ref } has come to its end. To open it again: `!extend { $ref }`
    }
TooLateToReopen = { $ref } was closed more than { $days } days ago. Post it again: `!offer …` or `!need …`
UnknownPerson = I don't know anybody called “{ $name }”. Try their id: `with @name`
SeveralPeople = Several people are called “{ $name }”: { $user_ids }. Say it again with the whole id.

## One question at a time

GuideBegins =
    { $ask } { $in_thread ->
        [yes] Answer in this thread; “stop” to leave.
       *[no] “stop” to leave.
    }
    For example: `{ $example }`
GuideAsks = { $ask }
GuideAgain = I don't understand “{ $got }”. { $ask }

## Aside

StillVisible =
    Your message can still be seen in the room. You can delete it, or write “remove” to me and I will remove it.
    { $then }
TakenAway = It is gone from the room. Phones that had already received it may have kept it. My question stays open: you can answer it.
CannotTakeAway = I am not allowed to remove messages in that room: delete it yourself, with a long press. My question stays open: you can answer it.
WriteMeAlone = That is between us. Open a conversation with { $bot } and tell me there.
SignedAs =
    { $signature ->
        [anonymous] without a name
       *[other] { $collective ->
            [yes] { $name }, for the îlot { $ilot }
           *[no] { $name }
        }
    }
