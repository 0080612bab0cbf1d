### Traces, and the anthology.

trace = Trace
    .summary = Keep a trace of what work is like for you: for yourself, for the îlot, and further if you wish.
    .ask = What do you keep?
    .example = !note J'ai dit non, et le ciel n'est pas tombé.
    .short = !note On a posé un vide, le jeudi.
recueil = Anthology
    .summary = See what is waiting for the anthology, propose an edited text, publish, get the files.
    .example = !anthology R3
    .short = !anthology

## A new trace

ShareFurther =
    {"**"}{ $ref }{"**"} · kept for the îlot. Share it further?
    {"**"}1{"**"} with the whole Archipel · {"**"}2{"**"} for the anthology · otherwise, nothing to do
    { $collective ->
        [yes] It belongs to all of you: before it leaves the îlot, each member may say no for 48 hours.
       *[no] Nothing leaves the îlot without your “yes”.
    }
    A mistake: edit your message. To erase it: delete your message.
KeptPrivate =
    {"**"}{ $ref }{"**"} · kept for you. Nobody else sees it, or counts it.
    To share it one day: `!note { $ref } archipel`. To erase it: delete your message, or `!note { $ref } withdraw`
KeptApart = {"**"}{ $ref }{"**"} · I am writing to you in private.
SeenInTheRoom =
    {"**"}{ $ref }{"**"} is kept for you, but your message stands in the room: the whole îlot can read it.
    To remove it: delete it, and the trace goes with it. Then write it to me in private: `!note …`
TraceTooLong = A trace has { $longest } characters at most: this one is longer, and I don't cut your words. Send it in two: `!note …`
OnlyInIlot = A shared trace is written in the îlot's room, where the others read it: `!note we …`
NoIlotForTrace = You are in no îlot yet. The trace can stay yours, or go further: `!note R12 archipel`
WriteApart = { $ref } does not show here. Write to me in private: `!note { $ref }`

VoiceNotKept =
    { $why ->
        [too_large] This voice message is too long for me: I keep 20 MB at most. Make it two, in answer to my question.
        [no_sound] I hear nothing in this file. Record a voice message in answer to my question, or write: `!note …`
       *[out_of_reach] I could not fetch your voice message. Send it again in a moment, in answer to my question.
    }
HowVoicesWork = I don't listen to this message. To make a trace of it: `!note`, then your voice message.

## Going further

SignatureAsked =
    { $scope ->
        [anthology] {"**"}{ $ref }{"**"}, for the anthology, which is public.
       *[other] {"**"}{ $ref }{"**"}, for the whole Archipel.
    } Licence CC-BY-ND 4.0: it may be copied, unchanged, with your signature.
    How do you sign? { $choices } · “stop”
SignatureChoice = {"**"}{ $number }{"**"} { $by }
ConsentAsked =
    { $scope ->
        [ilot] {"**"}{ $ref }{"**"} would go into your îlot's room, signed: { $by }.
        [archipel] {"**"}{ $ref }{"**"} would go to the whole Archipel, signed: { $by }. Licence CC-BY-ND 4.0.
       *[other] {"**"}{ $ref }{"**"} would go to the anthology, which is public, signed: { $by }. Licence CC-BY-ND 4.0.
    }
    “{ $title }”
    { $scope ->
        [anthology] The Tisseuse reads it first. You can withdraw it until it is published; after that, what is out stays out.
       *[other] You can withdraw it whenever you like.
    }
    Do you agree? “yes”, or “stop”
Agreed =
    { $scope ->
        [ilot] {"**"}{ $ref }{"**"} stands in your îlot's room.
        [archipel] {"**"}{ $ref }{"**"} is shared: the other îlots hear of it in the next courrier.
       *[other] {"**"}{ $ref }{"**"} is offered for the anthology. If the Tisseuse changes a word, she asks you first.
    }
    To take it back: ❌ on your trace, or `!note { $ref } withdraw`
AgreedTogether = Noted. If nobody objects by { $until }, { $ref } goes out. To take it back: `!note { $ref } no`
StaysThere =
    { $scope ->
        [private] { $ref } stays yours.
        [ilot] { $ref } stays in the îlot.
        [archipel] { $ref } stays in the Archipel.
       *[other] { $ref } stays offered for the anthology.
    }
ChooseReach = For { $ref }, one word is enough: “archipel”, “anthology”, or “no”.
ForTheIlot =
    {"**"}{ $ref }{"**"} · a trace shared with the îlot, { $by }:
    “{ $title }”

## Together

TogetherAsked =
    { $scope ->
        [anthology] {"**"}{ $ref }{"**"}, your shared trace, would go to the anthology, which is public, under CC-BY-ND 4.0.
       *[other] {"**"}{ $ref }{"**"}, your shared trace, would go to the whole Archipel, under CC-BY-ND 4.0.
    }
    Each member may say no until { $until }: ❌ here, or `!note { $ref } no`. If nobody objects, it goes out.
Objected = { $ref } stays in the îlot: not everybody agrees, and one “no” is enough.
NobodyObjected =
    { $scope ->
        [anthology] { $ref } is offered for the anthology: nobody said no.
       *[other] { $ref } is shared with the Archipel: nobody said no.
    }
NoRoomForTogether = { $ref } stays in the îlot: I am not in its room, and the others cannot answer. Invite me, then: `!note { $ref } archipel`

## As it stands

TraceShown =
    {"**"}{ $ref }{"**"} · { $by }
    “{ $title }”
    { $state ->
        [private] For you only.
        [shared_ilot] In the îlot.
        [shared_archipel] In the Archipel, licence CC-BY-ND 4.0.
        [offered_anthology] Offered for the anthology, licence CC-BY-ND 4.0.
       *[published] In the anthology, licence CC-BY-ND 4.0.
    }
TraceLine = {"**"}{ $ref }{"**"} · a trace, { $by } · to read it: `!note { $ref }`
TraceAmended = {"**"}{ $ref }{"**"} · changed. If you had said “yes” to more than the îlot, that was for the earlier words.
TraceErased =
    { $ref } is erased, with what I had written of it. { $published ->
        [yes] It was published: it leaves the next editions, but the copies that are out stay, and so does their licence.
       *[no] Your own message stays where it is until you delete it.
    }

## The anthology

OfferedToTisseuse = A trace is offered for the anthology: {"**"}{ $ref }{"**"}. To read it: `!anthology { $ref }`
RecueilShown = { $lines }
RecueilLine =
    {"**"}{ $ref }{"**"} · { $by } · { $readiness ->
        [ready] to be read
        [asked] edited, waiting for consent
       *[agreed] edited, agreed to
    }
MoreInRecueil =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
RecueilEmpty =
    Nothing is waiting for the anthology. { $published ->
        [0] Nothing is published yet.
        [one] One trace is published.
       *[other] { $published } traces are published.
    } The files: `!anthology files`
NothingPublished = Nothing is published yet: there is no file to give. What is waiting: `!anthology`
BookGiven =
    The anthology as a book (EPUB), { $count ->
        [one] one piece.
       *[other] { $count } pieces.
    } It opens on a phone, an e-reader, a computer.
    { $spoken ->
        [yes] The voices ({ $voices }) and their podcast feed: `navette recueil FOLDER`, on the machine that hosts me.
       *[no] {""}
    }
TextGiven = The same as text (Markdown), to be laid out.
RecueilPiece =
    {"**"}{ $ref }{"**"} · { $by }
    “{ $title }”
    { $readiness ->
        [ready] Publish it as it is: `!anthology { $ref } publish`. Propose an edited text: `!anthology { $ref }` and the text.
        [asked] This text is waiting for the consent of whoever wrote it.
       *[agreed] Whoever wrote it agrees to this text. Publish: `!anthology { $ref } publish`
    }
HowRecueilWorks = Type `!anthology`, `!anthology audio`, `!anthology files`, `!anthology R3`, `!anthology R3 publish`, or `!anthology R3` and an edited text.
ApproveEdited =
    For the anthology, the Tisseuse proposes this text for {"**"}{ $ref }{"**"}, signed: { $by }.
    “{ $title }”
    Nothing changes without you. Do you agree? “yes”, or “no” to keep your words. Later: `!note { $ref } yes`
EditProposed = It is proposed, in private, to whoever wrote { $ref }. Without their consent, nothing is published.
AuthorNotAsked = I can't speak in private to whoever wrote { $ref }: their text stays as it is. As it is, it can be published: `!anthology { $ref } publish`
EditSettled =
    { $agreed ->
        [yes] { $ref }: the edited text is agreed to.
       *[no] { $ref }: the original words stay.
    }
NothingToApprove = For { $ref }, no edited text is waiting. To see it: `!note { $ref }`
NotYetApproved = { $ref } is waiting for the consent of whoever wrote it: without it, this text is not published. To read it again: `!anthology { $ref }`
InTheRecueil = {"**"}{ $ref }{"**"} is in the anthology, signed: { $by }.
YoursIsPublished = {"**"}{ $ref }{"**"} is in the anthology, under CC-BY-ND 4.0. Thank you.

## The anthology's files

BookTitle = The anthology
BookRights = Licence CC-BY-ND 4.0: these texts and voices may be copied, unchanged, with their signature. https://creativecommons.org/licenses/by-nd/4.0/
PieceHeading = Trace { $number }
PieceIsVoice =
    A voice{ $known ->
        [yes] , { $length }
       *[no] {""}
    }. It is heard in the podcast of the anthology.
VoicesTitle = The voices of the anthology
VoicesAbout = People who work for themselves, together, say what they keep of their work.

## Rules

UnknownTrace = I can't find { $ref }, or it is not shared with you. To keep one: `!note …`
TracePublished = { $ref } is published: what is out no longer changes. To take it out of the next editions: `!note { $ref } withdraw`

## Sheets of figures

TracesShared =
    Traces
    Month
    Shared
