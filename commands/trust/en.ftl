### Encryption, as people meet it.

CannotRead = I can't read your last message. Send it again in a moment.
ManyUnreadable =
    { $count ->
        [one] In “{ $room }”, one message could not be read today.
       *[other] In “{ $room }”, { $count } messages could not be read today.
    } If it goes on: remove me from the room and invite me again.
IdentityReset = My keys were lost: I have new ones. Whoever had verified me has to do it again. My fingerprint: `{ $fingerprint }`
NotVouchedFor = My device is not vouched for: careful clients do not read me. The account's password is needed once, `navette check` says how.
