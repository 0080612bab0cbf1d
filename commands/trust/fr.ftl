### Le chiffrement, tel qu'on le rencontre.

CannotRead = Je n'arrive pas à lire ton dernier message. Renvoie-le dans un instant.
NotEncrypted = Ce salon n'est pas chiffré : je n'y parle de rien de privé. Ouvre une conversation chiffrée avec moi, et écris-moi `aide`.
NoLongerAlone = Une autre personne est là : ici, je ne dis plus rien de privé. Pour m'écrire à moi, ouvre une autre conversation chiffrée.
HowToWriteMe = pour m'écrire en privé un jour : ouvre une conversation avec { $bot } et écris `aide`.
ManyUnreadable =
    { $count ->
        [one] Dans « { $room } », un message n'a pas pu être lu aujourd'hui.
       *[other] Dans « { $room } », { $count } messages n'ont pas pu être lus aujourd'hui.
    } Si ça continue : retire-moi du salon et invite-moi de nouveau.
IdentityReset = Mes clés étaient perdues : j'en ai de nouvelles. Les vérifications déjà faites sont à refaire. Mon empreinte : `{ $fingerprint }`
NotVouchedFor = Mon appareil n'est pas certifié : certaines applications refusent de montrer ce que j'écris. Le mot de passe du compte est nécessaire une fois, `navette check` dit comment.
