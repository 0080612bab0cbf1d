### What could go together, and being introduced to each other.

relier = Link two listings
    .summary = Ask both people, each in private, whether they want to be put in touch.
    .example = !link B3 O15
    .short = !link B3 O15

ListingNamed = { $ref } ({ $title })
PossibleLinks = Possible links: { $links }. `!link { $one } { $other }`
PossibleLink = { $one } ↔ { $other }

HowToLink = Give me two listings. For example: `!link B3 O15`
SamePerson = { $one } and { $other } are by the same person. For example: `!link B3 O15`
StaysInIlot = { $ref } stays in its îlot: whoever posted it chose that. They can open it to the whole Archipel.
AlreadyAsked = { $one } and { $other } have been asked about already. I will not ask again.
StillThinking = Whoever posted { $ref } has not answered about another link yet. Ask again a little later.
AuthorOutOfReach = I have no way to write in private to whoever posted { $ref }. Talk to them directly.
BothAsked = I am asking each person, in private, about { $one } and { $other }. I will introduce them if both say yes.
MayIntroduce =
    The Tisseuse thinks that { $mine } could go with { $theirs }.
    Shall I introduce you? (yes / no) If it is no, I will not say whose it was.
MayIntroduceAgain = For { $mine } and { $theirs }, shall I introduce you? (yes / no)
YesNoted = Noted. I will tell you as soon as the other person has answered.
NoNoted = Noted, we leave it there. I will not say whose it was.
Introduced = You both said yes: { $who } posted { $theirs }, and you { $mine }. You can write to each other. When it is settled: `!done { $mine }`
NotThisTime = { $one } and { $other }: not this time.
LinkMade = { $one } and { $other }: both said yes, they are in touch.
NoLongerOpen = { $one } and { $other }: one of the two listings has been closed since.
NobodyAnswered = { $one } and { $other }: an answer has been missing for two weeks, I leave it there.
