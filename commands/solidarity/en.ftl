### Solidarity requests, always in private.

solidarite = Ask for support
    .summary = Ask for support, in private. Only the Tisseuse and her deputy read it.
    .example = !support
    .short = !support
    .ask = What kind of support is it about?
annule = Withdraw a request
    .summary = Withdraw a solidarity request: its words are erased.
    .example = !cancel S-K4P
    .short = !cancel S-K4P
demandes = The requests
    .summary = The solidarity requests that are waiting.
    .example = !requests
    .short = !requests
demande = A request
    .summary = Open a request, take it, answer it, pass it on, close it.
    .example = !request S-K4P take
    .short = !request S-K4P

## Words

AboutNeed = { $need ->
    [money] money
    [health] health, sick leave
    [cover] somebody to stand in
    [care] childcare, logistics
    [listening] being listened to
    [rights] rights, contract
    [equipment] equipment
    [housing] housing
    [travel] travel
    [income] income
   *[other] something else
}
AboutWithin = { $within ->
    [urgent] urgent
    [week] this week
   *[none] no hurry
}
WhereItStands = { $state ->
    [sent] sent
    [acknowledged] taken care of
    [in_progress] in progress
    [relayed] passed on to the other îlots
    [resolved] resolved
    [closed] closed
   *[withdrawn] withdrawn
}
WhoNamed = { $name }
WhoHidden = somebody

## To whoever asks

WhatSupport =
    I write to you here so that it stays between us. What kind of support is it? 1 money · 2 health, sick leave · 3 somebody to stand in · 4 childcare, logistics · 5 being listened to · 6 rights, contract · 7 equipment · 8 something else
    Only the Tisseuse and her deputy will read it. You can stop at any time with “stop”.
WhichOther = What is it about? 1 housing · 2 travel · 3 income · 4 something else
SayInAFewWords =
    Tell me in two or three sentences what would help you. If you like: by when, and how much.
    Nothing is sent before your “yes”.
RequestPreview =
    This is what I would send: “{ $text }”
    I noted: { $about }.
    1 with your first name · 2 under a pseudonym (the Tisseuse answers through me) · 3 correct it · stop
    To change how soon: “urgent”, “this week” or “no hurry”.
CutAt = cut at { $most } characters
AskSend = { $signed ->
    [name] Shall I send it, with your first name? yes / stop
   *[pseudonym] Shall I send it, under a pseudonym? yes / stop
}
RequestSent =
    It is with the Tisseuse: { $ref }. { $answer } If nothing comes, I will remind her deputy. You can withdraw it whenever you like: “cancel { $ref }”.
    { $reader }
AnswerWithin = { $days ->
    [1] An answer within 1 working day.
   *[other] An answer within { $days } working days.
}
AtTheLatest = On { $day } at the latest: weekends and public holidays do not count.
ReadByDeputy = The Tisseuse is away: her deputy reads and answers until she is back.
ReadByStandIn = The Tisseuse and her deputy are away: { $name } reads and answers until they are back. If you would rather wait, withdraw it and send it again later.
WaitsForRoom =
    I kept your request: { $ref }. Nobody can read it yet: the Tisseuse's room is not private enough at the moment. She will see it as soon as it is.
    If it is urgent, write to her directly. You can withdraw it whenever you like: “cancel { $ref }”.
OwnRequest =
    { $ref } · { $need } · { $state }
    { $words }
    To add a word: `{ $ref } …` · To withdraw it: “cancel { $ref }”
OwnRequestOver =
    { $ref } · { $need } · { $state }
    { $words }
    To make another one: `!support`
OwnWords = “{ $text }”
RequestWithdrawn = { $ref } is withdrawn. Its words are erased here and in the Tisseuse's room; phones that received it may have kept it.
WhichRequest = Which one? Write for example “cancel { $refs }”.
NothingToCancel = You have no request in progress. To make one: `!support`
RequestReadOn = { $ref }: read on { $day }, by { $by }.
RequestTaken = { $ref }: { $by } is taking care of it and will come back to you here.
ReplyFor =
    { $ref } · { $by } answers you: { $text }
    To answer, write here: I will ask you before anything is sent.
SendThis = Shall I send this for { $ref }? “{ $text }” yes / stop
WordPassedOn = Passed on, for { $ref }.
AnswerLate = { $ref } is still waiting for an answer, and that is too long: I am sorry. I have reminded the Tisseuse and her deputy. If it is urgent, write to them directly.
RequestEnded = { $ref } is { $state }. Its words will be erased on { $day }. If it is not over for you, type `!support` again.
MayRelay =
    The Tisseuse proposes to pass this on to the other îlots, without your name or your îlot, for { $ref }:
    “{ $text }”
    Do you agree? yes · yes, my îlot too · no
WillTravel = Thank you. This text goes out in the next courrier, for { $ref }. To change your mind: “cancel { $ref }”.
StaysHere = All right, nothing is sent. { $ref } stays between us.
MayOrient = The Tisseuse proposes that { $name } read your request { $ref } and answers you through me. Do you agree? yes / no
RequestOriented = Done: { $name } reads { $ref } and answers you here.

## In the Tisseuse's room

RequestHead =
    {"**"}{ $ref }{"**"} · { $need }, { $within } · { $who } · { $state }
    Received on { $since }. To read: `!request { $ref }` · To take it: `!request { $ref } take`
RequestOpened =
    {"**"}{ $ref }{"**"} · “{ $text }”
    `!request { $ref } take` · `reply …` · `refer @x` · `relay …` · `close`
NoWordsLeft = The words of { $ref } are erased.
NotCorrected = I can't read any words in your message now: { $ref } stays as it was. To withdraw it: “cancel { $ref }”.
AuthorIsBusy = { $ref }: the person has not answered another question yet. Nothing was sent: say it again later.
RequestCorrected = { $ref }: its author corrected the words. To read them again: `!request { $ref }`
FromAuthor = { $ref } · { $who }: { $text }
FromHelper = { $ref } · { $name } read the courrier and answers: { $text }
FromOriented = { $ref } · { $name } answered: { $text }
RequestNoted = { $ref }: { $state }.
ReplySent = { $ref }: passed on.
AskedAuthor = { $ref }: I am asking its author. Nothing is sent without their “yes”.
AuthorAgreed = { $ref }: its author agrees, it is done.
AuthorRefused = { $ref }: its author would rather not. Nothing is sent.
WithdrawnByAuthor = { $ref }: withdrawn by its author. Its words are erased.
Unreached = { $ref }: I have no private room with this person any more. Nothing was sent.
RequestDue = { $ref } has waited for { $days ->
        [1] 1 working day
       *[other] { $days } working days
    }: `!request { $ref } take`
RequestQueue =
    { $lines }
    { $more ->
        [0] To open one: `!request S-…`
       *[other] And { $more } more. To open one: `!request S-…`
    }
QueueLine = { $ref } · { $need }, { $within } · { $who } · { $state } · received on { $since }
QueueEmpty = No request is waiting.
RoomNotAlone = Somebody besides you and your deputy is in this room: solidarity requests wait until there are only the two of you and me here.
HowRequestWorks =
    Say which one and what you do with it, for example:
    `!request S-K4P` (read) · `!request S-K4P take` · `!request S-K4P reply …`
    `!request S-K4P refer @name` · `!request S-K4P relay …` · `!request S-K4P close`
RelayTooTelling = This text would tell who it is: { $words }. Say it again without an îlot, a trade or a place smaller than a region.
CannotOrient = I can't refer this request to { $name }. To somebody else: `!request S-K4P refer @name`

## To those who help

RelayLine = Mutual aid · { $title } To help, in private: `{ $ref } …`
OrientedToYou =
    { $ref } · { $who } agrees to your reading the request: “{ $text }”
    To answer: `{ $ref } …` Please keep it to yourself.
HelpPassedOn = Thank you. Passed on to the Tisseuse, for { $ref }.
StandsIn = The Tisseuse and her deputy are away: you stand in for them. A request is waiting: `!request { $ref }`

## Rules

UnknownRequest = I can't find { $ref }. To see yours: write “cancel”.
RequestOver = { $ref } is closed. To make another: `!support`

ToAcknowledge =
    { $count ->
        [one] one request to acknowledge
       *[other] { $count } requests to acknowledge
    }{ $late ->
        [0] {""}
       *[other] {" ("}{ $late } of them for { $days ->
            [one] a day
           *[other] { $days } days
        })
    }
