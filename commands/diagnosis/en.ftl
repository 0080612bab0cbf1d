### Diagnoses and paths.

diagnostic = Take stock
    .summary = Strengths, needs, project: in the room the îlot's own, in private yours. At the start, at six months, at the end.
    .example = !diagnosis
    .short = !diagnosis
parcours = Paths
    .summary = How far each îlot has come: diagnosis, individual path, collective path.
    .example = !paths granit collective
    .short = !paths granit

## Questions

DiagnosisBegins =
    { $own ->
        [yes] Your { $version ->
            [six_months] six-month
            [balance] closing
           *[start] first
        } diagnosis, in four questions. It stays between us, and at the end you say whether the Tisseuse may read it.
       *[no] The { $version ->
            [six_months] six-month
            [balance] closing
           *[start] first
        } diagnosis, in four questions. The îlot and the Tisseuse will be able to read it. Answer in this thread, for the îlot.
    } “skip” skips a question, “stop” ends it and nothing is kept.
    { $ask }
DiagnosisAsked =
    { $step ->
        [strengths] { $own ->
            [yes] {"**1**"} Your strengths: what holds, and what can you build on?
           *[no] {"**1**"} Your strengths as an îlot: what holds, and what can you build on?
        }
        [needs_at_start] { $version ->
            [start] { $own ->
                [yes] {"**2**"} What do you need to get going? Separate several things with commas.
               *[no] {"**2**"} What does the îlot need to get going? Separate several things with commas.
            }
           *[other] { $own ->
                [yes] {"**2**"} What do you need now? Separate several things with commas.
               *[no] {"**2**"} What does the îlot need now? Separate several things with commas.
            }
        }
        [needs_in_time] { $own ->
            [yes] {"**3**"} And later, in the long run, what will you need?
           *[no] {"**3**"} And later, in the long run, what will the îlot need?
        }
       *[collective_project] { $own ->
            [yes] {"**4**"} What would you like to do with others?
           *[no] {"**4**"} What would you like to do together?
        }
    }
DiagnosisPreview =
    { $lines }
    May the Tisseuse read it? {"**yes**"}: you and her · {"**no**"}: you · {"**stop**"}: nothing is kept

## What is kept

DiagnosisKept =
    It is kept. { $own ->
        [yes] { $shared ->
            [yes] You and the Tisseuse can read it; to change your mind: `!diagnosis keep`
           *[no] It is for you alone; to change your mind: `!diagnosis share`
        }
       *[no] The îlot and the Tisseuse can read it. A mistake: `!diagnosis { $version ->
            [six_months] six months
            [balance] end
           *[start] start
        } redo`
    }
    { $lines }
DiagnosisShown =
    { $version ->
        [six_months] {"**Six-month diagnosis**"}
        [balance] {"**Closing diagnosis**"}
       *[start] {"**First diagnosis**"}
    } · { $head }
    { $lines }
DiagnosisLine =
    { $step ->
        [strengths] Strengths: { $text }
        [needs_at_start] Needs: { $text }
        [needs_in_time] In the long run: { $text }
       *[collective_project] { $own ->
            [yes] With others: { $text }
           *[no] Common project: { $text }
        }
    }
DiagnosisEmpty = Nothing is noted in it.
DiagnosisReadBy =
    { $shared ->
        [yes] the Tisseuse may read it
       *[no] for you
    }
DiagnosisNext =
    { $version ->
        [six_months] next: `!diagnosis six months`
        [balance] next: `!diagnosis end`
       *[start] the first: `!diagnosis start`
    }
DiagnosisAgain =
    { $version ->
        [six_months] to do it again: `!diagnosis six months redo`
        [balance] to do it again: `!diagnosis end redo`
       *[start] to do it again: `!diagnosis start redo`
    }
DiagnosisIsTheirs = shared with you; their journal says that you opened it
DiagnosisShared =
    { $shared ->
        [yes] The Tisseuse may read your diagnosis. To go back on it: `!diagnosis keep`
       *[no] Your diagnosis is for you alone again. The Tisseuse can no longer open it; what she has read, she has read.
    }
DiagnosisErased =
    { $count ->
        [one] Erased, with my messages that showed it.
       *[other] Erased, with my messages that showed them.
    }
NoDiagnosisYet = You have no diagnosis yet. To do it, in four questions: `!diagnosis`
HowDiagnosisWorks =
    { $own ->
        [yes] I know `!diagnosis`, `!diagnosis six months`, `!diagnosis end`, and `redo`, `share`, `keep`, `erase`, `reminder yes`.
       *[no] I know `!diagnosis`, `!diagnosis six months`, `!diagnosis end`, and `!diagnosis start redo`. Yours is done in private.
    }
DiagnosisNowhere = This room is no îlot's any more: nothing is kept. `!diagnosis` works in private too, for you.
UnknownDiagnosis = I can't find that diagnosis. `!diagnosis` shows yours in private, the îlot's in its room.

## Reminders

DiagnosisReminds = I will remind you on { $day }. To stop it: `!diagnosis reminder no`
DiagnosisRemindsNot = Noted: no reminder.
NothingToRemind = There is no date left to remind you of. `!diagnosis` shows what is done.
DiagnosisDue =
    { $version ->
        [six_months] Six months of your îlot: the diagnosis can be done again together, whenever it suits you. `!diagnosis six months`
       *[balance] Time to look back: the diagnosis can be done again together, whenever it suits you. `!diagnosis end`
    }
OwnDiagnosisDue =
    { $version ->
        [six_months] The reminder you asked for: your six-month diagnosis, whenever you like. `!diagnosis six months`
       *[balance] The reminder you asked for: your closing diagnosis, whenever you like. `!diagnosis end`
    }

## Paths

PathsShown =
    { $lines }
    { $more }
    To read an îlot: `!paths { $slug }` · to change its stage: `!paths { $slug } collective`
MorePaths = more: `!paths page { $page }`
PathLine = {"**"}{ $ilot }{"**"} · { $told }
StageSaid =
    { $stage ->
        [diagnosis] diagnosis
        [individual_path] individual path
       *[collective_path] collective path
    }
StageUnsaid = stage not said yet
DiagnosisDay =
    { $version ->
        [six_months] six months: { $day }
        [balance] closing: { $day }
       *[start] start: { $day }
    }
NoDiagnosisMade = no diagnosis yet
NoPaths = No îlot yet. To make one: `!islet create Granit, Brittany`
PathShown =
    { $line }
    { $sharing }
    To change its stage: `!paths { $slug } individual` or `!paths { $slug } collective`
DiagnosesShared = They share theirs: { $names }. To read: `!paths` and a first name
PathMoved =
    { $stage ->
        [diagnosis] { $ilot }: diagnosis. Noted.
        [individual_path] { $ilot }: individual path. Noted.
       *[collective_path] { $ilot }: collective path. Noted.
    }
HowPathsWork = I know `!paths`, `!paths granit`, `!paths granit diagnosis`, `individual` or `collective`, and `!paths aziliz` for whoever shares theirs.
PathsNotAlone = Somebody else is in this room: I don't show here what is for you alone.
NothingShared = { $name } shares no diagnosis. `!paths` shows how far each îlot has come.
