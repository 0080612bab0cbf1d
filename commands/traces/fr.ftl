### Les traces, et le recueil.

trace = Trace
    .summary = Garder une trace de ce que tu vis au travail : pour toi, pour l'îlot, et plus loin si tu le veux.
    .ask = Qu'est-ce que tu gardes ?
    .example = !trace J'ai dit non, et le ciel n'est pas tombé.
    .short = !trace On a posé un vide, le jeudi.
recueil = Recueil
    .summary = Voir ce qui attend le recueil, en proposer une version relue, publier, recevoir les fichiers.
    .example = !recueil R3
    .short = !recueil

## Une nouvelle trace

ShareFurther =
    {"**"}{ $ref }{"**"} · gardée pour l'îlot. La partager plus loin ?
    {"**"}1{"**"} avec tout l'Archipel · {"**"}2{"**"} pour le recueil · sinon, rien à faire
    { $collective ->
        [yes] C'est la vôtre : avant qu'elle sorte de l'îlot, chaque membre peut dire non pendant 48 h.
       *[no] Rien ne sort de l'îlot sans ton « oui ».
    }
    Une erreur : modifie ton message. L'effacer : supprime-le.
KeptPrivate =
    {"**"}{ $ref }{"**"} · gardée pour toi. Personne d'autre ne la voit, ni ne la compte.
    La partager un jour : `!trace { $ref } archipel`. L'effacer : supprime ton message, ou `!trace { $ref } retire`
KeptApart = {"**"}{ $ref }{"**"} · je t'écris en privé.
SeenInTheRoom =
    {"**"}{ $ref }{"**"} est gardée pour toi, mais ton message est dans le salon : tout l'îlot peut le lire.
    Pour l'enlever : supprime-le, la trace s'efface avec lui. Puis écris-la-moi en privé : `!trace …`
TraceTooLong = Une trace tient en { $longest } caractères : celle-ci est plus longue, et je ne coupe pas tes mots. Envoie-la en deux fois : `!trace …`
OnlyInIlot = Une trace à plusieurs s'écrit dans le salon de l'îlot, où les autres la lisent : `!trace nous …`
NoIlotForTrace = Tu n'es encore dans aucun îlot. La trace peut rester pour toi, ou aller plus loin : `!trace R12 archipel`
WriteApart = { $ref } ne se montre pas ici. Écris-moi en privé : `!trace { $ref }`

VoiceNotKept =
    { $why ->
        [too_large] Ce message vocal est trop long pour moi : je garde 20 Mo au plus. Fais-en deux, en réponse à ma question.
        [no_sound] Je n'entends rien dans ce fichier. Enregistre un message vocal, en réponse à ma question, ou écris : `!trace …`
       *[out_of_reach] Je n'ai pas pu récupérer ton message vocal. Renvoie-le dans un instant, en réponse à ma question.
    }
HowVoicesWork = Je n'écoute pas ce message. Pour en faire une trace : `!trace`, puis ton message vocal.

## Aller plus loin

SignatureAsked =
    { $scope ->
        [anthology] {"**"}{ $ref }{"**"}, pour le recueil, qui est public.
       *[other] {"**"}{ $ref }{"**"}, pour tout l'Archipel.
    } Licence CC-BY-ND 4.0 : on la recopie sans rien y changer, avec ta signature.
    Comment signes-tu ? { $choices } · « stop »
SignatureChoice = {"**"}{ $number }{"**"} { $by }
ConsentAsked =
    { $scope ->
        [ilot] {"**"}{ $ref }{"**"} irait dans le salon de ton îlot, signée : { $by }.
        [archipel] {"**"}{ $ref }{"**"} irait à tout l'Archipel, signée : { $by }. Licence CC-BY-ND 4.0.
       *[other] {"**"}{ $ref }{"**"} irait au recueil, qui est public, signée : { $by }. Licence CC-BY-ND 4.0.
    }
    « { $title } »
    { $scope ->
        [anthology] La Tisseuse la lit d'abord. Tu peux la retirer jusqu'à la publication ; après, ce qui est parti reste.
       *[other] Tu peux la retirer quand tu veux.
    }
    D'accord ? « oui », ou « stop »
Agreed =
    { $scope ->
        [ilot] {"**"}{ $ref }{"**"} est dans le salon de ton îlot.
        [archipel] {"**"}{ $ref }{"**"} est partagée : les autres îlots l'apprennent au prochain courrier.
       *[other] {"**"}{ $ref }{"**"} est proposée au recueil. Si la Tisseuse y change un mot, elle te demande d'abord.
    }
    La reprendre : ❌ sur ta trace, ou `!trace { $ref } retire`
AgreedTogether = C'est noté. Sans objection d'ici { $until }, { $ref } part. La reprendre : `!trace { $ref } non`
StaysThere =
    { $scope ->
        [private] { $ref } reste pour toi.
        [ilot] { $ref } reste dans l'îlot.
        [archipel] { $ref } reste dans l'Archipel.
       *[other] { $ref } reste proposée au recueil.
    }
ChooseReach = Pour { $ref }, un mot suffit : « archipel », « recueil », ou « non ».
ForTheIlot =
    {"**"}{ $ref }{"**"} · une trace partagée avec l'îlot, { $by } :
    « { $title } »

## À plusieurs

TogetherAsked =
    { $scope ->
        [anthology] {"**"}{ $ref }{"**"}, votre trace, irait au recueil, qui est public, sous licence CC-BY-ND 4.0.
       *[other] {"**"}{ $ref }{"**"}, votre trace, irait à tout l'Archipel, sous licence CC-BY-ND 4.0.
    }
    Chaque membre peut dire non jusqu'à { $until } : ❌ ici, ou `!trace { $ref } non`. Sans objection, elle part.
Objected = { $ref } reste dans l'îlot : tout le monde n'est pas d'accord, un seul « non » suffit.
NobodyObjected =
    { $scope ->
        [anthology] { $ref } est proposée au recueil : personne n'a dit non.
       *[other] { $ref } est partagée avec l'Archipel : personne n'a dit non.
    }
NoRoomForTogether = { $ref } reste dans l'îlot : je ne suis pas dans son salon, et les autres ne peuvent pas répondre. Invite-moi, puis : `!trace { $ref } archipel`

## Comme elle est

TraceShown =
    {"**"}{ $ref }{"**"} · { $by }
    « { $title } »
    { $state ->
        [private] Pour toi seulement.
        [shared_ilot] Dans l'îlot.
        [shared_archipel] Dans l'Archipel, licence CC-BY-ND 4.0.
        [offered_anthology] Proposée au recueil, licence CC-BY-ND 4.0.
       *[published] Dans le recueil, licence CC-BY-ND 4.0.
    }
TraceLine = {"**"}{ $ref }{"**"} · une trace, { $by } · la lire : `!trace { $ref }`
TraceAmended = {"**"}{ $ref }{"**"} · changée. Si tu avais dit « oui » plus loin que l'îlot, c'était pour les mots d'avant.
TraceErased =
    { $ref } est effacée, avec ce que j'en avais écrit. { $published ->
        [yes] Elle était publiée : elle sort des prochaines éditions, mais les exemplaires déjà partis restent, et leur licence aussi.
       *[no] Ton message, lui, reste où il est tant que tu ne le supprimes pas.
    }

## Le recueil

OfferedToTisseuse = Une trace est proposée au recueil : {"**"}{ $ref }{"**"}. La lire : `!recueil { $ref }`
RecueilShown = { $lines }
RecueilLine =
    {"**"}{ $ref }{"**"} · { $by } · { $readiness ->
        [ready] à lire
        [asked] relue, attend l'accord
       *[agreed] relue, d'accord
    }
MoreInRecueil =
    { $count ->
        [one] et une autre
       *[other] et { $count } autres
    }
RecueilEmpty =
    Rien n'attend le recueil. { $published ->
        [0] Rien n'est encore publié.
        [one] Une trace est publiée.
       *[other] { $published } traces sont publiées.
    } Les fichiers : `!recueil fichiers`
NothingPublished = Rien n'est encore publié : il n'y a pas de fichier à donner. Ce qui attend : `!recueil`
BookGiven =
    Le recueil en livre (EPUB), { $count ->
        [one] une pièce.
       *[other] { $count } pièces.
    } Il s'ouvre sur un téléphone, une liseuse, un ordinateur.
    { $spoken ->
        [yes] Les voix ({ $voices }) et leur flux de podcast : `navette recueil DOSSIER`, sur la machine qui m'héberge.
       *[no] {""}
    }
TextGiven = Le même en texte (Markdown), à mettre en page.
RecueilPiece =
    {"**"}{ $ref }{"**"} · { $by }
    « { $title } »
    { $readiness ->
        [ready] Publier tel quel : `!recueil { $ref } publie`. Proposer une version relue : `!recueil { $ref }` et le texte.
        [asked] Cette version attend l'accord de la personne qui l'a écrite.
       *[agreed] La personne est d'accord avec cette version. Publier : `!recueil { $ref } publie`
    }
HowRecueilWorks = Tape `!recueil`, `!recueil audio`, `!recueil fichiers`, `!recueil R3`, `!recueil R3 publie`, ou `!recueil R3` et un texte relu.
ApproveEdited =
    Pour le recueil, la Tisseuse propose cette version de {"**"}{ $ref }{"**"}, signée : { $by }.
    « { $title } »
    Rien ne change sans toi. D'accord ? « oui », ou « non » pour garder tes mots. Plus tard : `!trace { $ref } oui`
EditProposed = C'est proposé, en privé, à la personne qui a écrit { $ref }. Sans son accord, rien n'est publié.
AuthorNotAsked = Je ne peux pas parler en privé à la personne qui a écrit { $ref } : son texte reste tel quel. Tel quel, il se publie : `!recueil { $ref } publie`
EditSettled =
    { $agreed ->
        [yes] { $ref } : la version relue est acceptée.
       *[no] { $ref } : les mots d'origine restent.
    }
NothingToApprove = Pour { $ref }, aucune version relue n'attend. La voir : `!trace { $ref }`
NotYetApproved = { $ref } attend l'accord de la personne qui l'a écrite : sans lui, cette version ne se publie pas. La relire : `!recueil { $ref }`
InTheRecueil = {"**"}{ $ref }{"**"} est dans le recueil, signée : { $by }.
YoursIsPublished = {"**"}{ $ref }{"**"} est dans le recueil, sous licence CC-BY-ND 4.0. Merci.

## Les fichiers du recueil

BookTitle = Le recueil
BookRights = Licence CC-BY-ND 4.0 : on recopie ces textes et ces voix sans rien y changer, avec leur signature. https://creativecommons.org/licenses/by-nd/4.0/deed.fr
PieceHeading = Trace { $number }
PieceIsVoice =
    Une voix{ $known ->
        [yes] , { $length }
       *[no] {""}
    }. Elle s'écoute dans le podcast du recueil.
VoicesTitle = Les voix du recueil
VoicesAbout = Des personnes qui travaillent à leur compte, ensemble, disent ce qu'elles gardent de leur travail.

## Règles

UnknownTrace = Je ne trouve pas { $ref }, ou elle n'est pas partagée avec toi. Pour en garder une : `!trace …`
TracePublished = { $ref } est publiée : ce qui est parti ne change plus. Pour l'enlever des prochaines éditions : `!trace { $ref } retire`

## Feuilles de chiffres

TracesShared =
    Traces
    Mois
    Partagées
