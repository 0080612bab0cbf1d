### Diagnostics et parcours.

diagnostic = Faire le point
    .summary = Forces, besoins, projet : dans le salon, celui de l'îlot ; en privé, le tien. Au départ, à six mois, au bilan.
    .example = !diagnostic
    .short = !diagnostic
parcours = Les parcours
    .summary = Où en est chaque îlot : diagnostic, parcours individuel, parcours collectif.
    .example = !parcours granit collectif
    .short = !parcours granit

## Les questions

DiagnosisBegins =
    { $own ->
        [yes] Ton diagnostic { $version ->
            [six_months] à six mois
            [balance] de bilan
           *[start] de départ
        }, en quatre questions. Il reste entre nous, et tu diras à la fin si la Tisseuse peut le lire.
       *[no] Diagnostic { $version ->
            [six_months] à six mois
            [balance] de bilan
           *[start] de départ
        }, en quatre questions. L'îlot et la Tisseuse pourront le lire. Réponds dans ce fil, pour l'îlot.
    } « passe » saute une question, « stop » arrête et rien n'est gardé.
    { $ask }
DiagnosisAsked =
    { $step ->
        [strengths] { $own ->
            [yes] {"**1**"} Tes forces : qu'est-ce qui tient, sur quoi peux-tu t'appuyer ?
           *[no] {"**1**"} Vos forces : qu'est-ce qui tient, sur quoi pouvez-vous vous appuyer ?
        }
        [needs_at_start] { $version ->
            [start] { $own ->
                [yes] {"**2**"} De quoi as-tu besoin pour démarrer ? S'il y a plusieurs choses, sépare-les par des virgules.
               *[no] {"**2**"} De quoi avez-vous besoin pour démarrer ? S'il y a plusieurs choses, séparez-les par des virgules.
            }
           *[other] { $own ->
                [yes] {"**2**"} De quoi as-tu besoin maintenant ? S'il y a plusieurs choses, sépare-les par des virgules.
               *[no] {"**2**"} De quoi avez-vous besoin maintenant ? S'il y a plusieurs choses, séparez-les par des virgules.
            }
        }
        [needs_in_time] { $own ->
            [yes] {"**3**"} Et plus tard, dans la durée, de quoi auras-tu besoin ?
           *[no] {"**3**"} Et plus tard, dans la durée, de quoi aurez-vous besoin ?
        }
       *[collective_project] { $own ->
            [yes] {"**4**"} Qu'est-ce que tu aimerais faire à plusieurs ?
           *[no] {"**4**"} Qu'est-ce que vous aimeriez faire ensemble ?
        }
    }
DiagnosisPreview =
    { $lines }
    La Tisseuse peut le lire ? **oui** : toi et elle · **non** : toi · **stop** : rien n'est gardé

## Ce qui est gardé

DiagnosisKept =
    C'est gardé. { $own ->
        [yes] { $shared ->
            [yes] Toi et la Tisseuse pouvez le lire ; pour changer d'avis : `!diagnostic garde`
           *[no] Il n'est que pour toi ; pour changer d'avis : `!diagnostic partage`
        }
       *[no] L'îlot et la Tisseuse peuvent le lire. Une erreur : `!diagnostic { $version ->
            [six_months] six mois
            [balance] bilan
           *[start] départ
        } refais`
    }
    { $lines }
DiagnosisShown =
    { $version ->
        [six_months] {"**Diagnostic à six mois**"}
        [balance] {"**Diagnostic de bilan**"}
       *[start] {"**Diagnostic de départ**"}
    } · { $head }
    { $lines }
DiagnosisLine =
    { $step ->
        [strengths] Forces : { $text }
        [needs_at_start] Besoins : { $text }
        [needs_in_time] Dans la durée : { $text }
       *[collective_project] { $own ->
            [yes] À plusieurs : { $text }
           *[no] Projet commun : { $text }
        }
    }
DiagnosisEmpty = Rien n'y est noté.
DiagnosisReadBy =
    { $shared ->
        [yes] la Tisseuse peut le lire
       *[no] pour toi
    }
DiagnosisNext =
    { $version ->
        [six_months] la suite : `!diagnostic six mois`
        [balance] la suite : `!diagnostic bilan`
       *[start] le premier : `!diagnostic départ`
    }
DiagnosisAgain =
    { $version ->
        [six_months] le refaire : `!diagnostic six mois refais`
        [balance] le refaire : `!diagnostic bilan refais`
       *[start] le refaire : `!diagnostic départ refais`
    }
DiagnosisIsTheirs = partagé avec toi ; son journal dit que tu l'as ouvert
DiagnosisShared =
    { $shared ->
        [yes] La Tisseuse peut lire ton diagnostic. Pour revenir en arrière : `!diagnostic garde`
       *[no] Ton diagnostic n'est plus que pour toi. La Tisseuse ne peut plus l'ouvrir ; ce qu'elle a lu, elle l'a lu.
    }
DiagnosisErased =
    { $count ->
        [one] Effacé, avec mes messages qui le montraient.
       *[other] Effacés, avec mes messages qui les montraient.
    }
NoDiagnosisYet = Tu n'as pas encore de diagnostic. Pour le faire, en quatre questions : `!diagnostic`
HowDiagnosisWorks =
    { $own ->
        [yes] Je connais `!diagnostic`, `!diagnostic six mois`, `!diagnostic bilan`, et `refais`, `partage`, `garde`, `efface`, `rappel oui`.
       *[no] Je connais `!diagnostic`, `!diagnostic six mois`, `!diagnostic bilan`, et `!diagnostic départ refais`. Le tien se fait en privé.
    }
DiagnosisNowhere = Ce salon n'est plus celui d'un îlot : rien n'est gardé. `!diagnostic` marche aussi en privé, pour toi.
UnknownDiagnosis = Je ne trouve pas ce diagnostic. `!diagnostic` montre le tien en privé, celui de l'îlot dans son salon.

## Rappels

DiagnosisReminds = Je te le rappellerai { $day }. Pour l'arrêter : `!diagnostic rappel non`
DiagnosisRemindsNot = C'est noté : pas de rappel.
NothingToRemind = Il ne reste pas de date à te rappeler. `!diagnostic` montre ce qui est fait.
DiagnosisDue =
    { $version ->
        [six_months] Six mois d'îlot : le diagnostic peut se refaire ensemble, quand ça vous va. `!diagnostic six mois`
       *[balance] Le temps du bilan : le diagnostic peut se refaire ensemble, quand ça vous va. `!diagnostic bilan`
    }
OwnDiagnosisDue =
    { $version ->
        [six_months] Le rappel que tu voulais : ton diagnostic à six mois, quand tu veux. `!diagnostic six mois`
       *[balance] Le rappel que tu voulais : ton diagnostic de bilan, quand tu veux. `!diagnostic bilan`
    }

## Parcours

PathsShown =
    { $lines }
    { $more }
    Lire un îlot : `!parcours { $slug }` · changer son étape : `!parcours { $slug } collectif`
MorePaths = la suite : `!parcours page { $page }`
PathLine = {"**"}{ $ilot }{"**"} · { $told }
StageSaid =
    { $stage ->
        [diagnosis] diagnostic
        [individual_path] parcours individuel
       *[collective_path] parcours collectif
    }
StageUnsaid = étape pas encore dite
DiagnosisDay =
    { $version ->
        [six_months] six mois : { $day }
        [balance] bilan : { $day }
       *[start] départ : { $day }
    }
NoDiagnosisMade = pas encore de diagnostic
NoPaths = Pas encore d'îlot. Pour en créer un : `!ilot créer Granit, Bretagne`
PathShown =
    { $line }
    { $sharing }
    Pour changer d'étape : `!parcours { $slug } individuel` ou `!parcours { $slug } collectif`
DiagnosesShared = Partagent le leur : { $names }. Pour lire : `!parcours` et un prénom
PathMoved =
    { $stage ->
        [diagnosis] { $ilot } : diagnostic. C'est noté.
        [individual_path] { $ilot } : parcours individuel. C'est noté.
       *[collective_path] { $ilot } : parcours collectif. C'est noté.
    }
HowPathsWork = Je connais `!parcours`, `!parcours granit`, `!parcours granit diagnostic`, `individuel` ou `collectif`, et `!parcours aziliz` pour qui partage le sien.
PathsNotAlone = Une autre personne est dans ce salon : je n'y montre pas ce qui n'est que pour toi.
NothingShared = { $name } ne partage pas de diagnostic. `!parcours` montre où en sont les îlots.
