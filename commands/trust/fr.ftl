### Le chiffrement, tel qu'on le rencontre.

CannotRead = Je n'arrive pas à lire ton dernier message. Renvoie-le dans un instant.
NotEncrypted = Ce salon n'est pas chiffré : je n'y parle de rien de privé. Ouvre une conversation chiffrée avec moi, et écris-moi `aide`.
NoLongerAlone = Nous ne sommes plus à deux : ici, plus rien de privé. Pour m'écrire à moi, ouvre une autre conversation chiffrée.
HowToWriteMe = pour m'écrire en privé un jour : ouvre une conversation avec { $bot } et écris `aide`.
ManyUnreadable =
    { $count ->
        [one] Dans « { $room } », un message n'a pas pu être lu aujourd'hui.
       *[other] Dans « { $room } », { $count } messages n'ont pas pu être lus aujourd'hui.
    } Si cela continue : retire-moi du salon et invite-moi de nouveau.
IdentityReset = Mes clés étaient perdues : j'en ai de nouvelles. Qui m'avait vérifiée doit le refaire. Mon empreinte : `{ $fingerprint }`
NotVouchedFor = Mon appareil n'est pas certifié : les clients prudents ne me lisent pas. Le mot de passe du compte est nécessaire une fois, `navette check` dit comment.
