### Encryption, as people meet it.

CannotRead = I can't read your last message. Send it again in a moment.
NotEncrypted = This room is not encrypted: I say nothing private in it. Open an encrypted conversation with me, and write `help`.
NoLongerAlone = Somebody else is here: I say nothing private here any more. To write to me alone, open another encrypted conversation.
HowToWriteMe = to write to me in private one day: open a conversation with { $bot } and write `help`.
ManyUnreadable =
    { $count ->
        [one] In “{ $room }”, one message could not be read today.
       *[other] In “{ $room }”, { $count } messages could not be read today.
    } If it goes on: remove me from the room and invite me again.
IdentityReset = My keys were lost: I have new ones. Verifications made before have to be made again. My fingerprint: `{ $fingerprint }`
NotVouchedFor = My device is not vouched for: some apps refuse to show what I write. The account's password is needed once, `navette check` says how.
