### Un rendez-vous avec la Tisseuse.

tisseuse = Voir la Tisseuse
    .summary = Demander un moment avec la Tisseuse : un jour suffit, et c'est tout ce qui est gardé.
    .example = !tisseuse jeudi 14h
    .short = !tisseuse
rdv = Les rendez-vous
    .summary = Voir qui demande un moment, et répondre : oui, un autre jour, ou non.
    .example = !rdv
    .short = !rdv

AskMeetingDay =
    { $again ->
        [yes] Je ne lis pas de jour là-dedans, et je n'en garde rien. Un jour, et une heure si tu veux : jeudi 14h.
       *[no] Quel jour t'irait ? Par exemple : jeudi 14h. Je ne note que le jour ; de quoi vous parlerez, c'est entre vous.
    } « stop » pour arrêter.
MeetingAsked = C'est demandé à la Tisseuse : { $at }. Elle sait qui et quand, rien d'autre. Je te dis sa réponse ici. Pour annuler : `!tisseuse annule`
MeetingShown =
    { $state ->
        [agreed] Avec la Tisseuse : { $at }, c'est convenu.
        [proposed] La Tisseuse propose { $at }. Si ça te va : `!tisseuse oui` ; un autre jour : `!tisseuse` et le jour.
       *[asked] Demandé à la Tisseuse : { $at }. Elle n'a pas encore répondu.
    } Pour annuler : `!tisseuse annule`
NoMeeting = Il n'y a pas de rendez-vous. Pour en demander un : `!tisseuse jeudi 14h`
MeetingGone = C'est annulé, et il n'en reste rien.
NobodyToMeet = Je n'ai pas de moyen de joindre la Tisseuse : rien n'est noté. Écris-lui directement.
MeetingAgreed = Avec la Tisseuse : { $at }, c'est convenu. Pour annuler : `!tisseuse annule`
MeetingMoved = La Tisseuse propose plutôt { $at }. Ça te va ? (oui, un autre jour, ou non)
MeetingRefused = La Tisseuse n'est pas libre { $at }. Pour un autre jour : `!tisseuse vendredi 10h`

## Chez la Tisseuse

MeetingWanted =
    { $who } demande à te voir : { $at }.
    `!rdv { $who } oui` · un autre jour : `!rdv { $who } vendredi 10h` · `!rdv { $who } non`
MeetingSettled = { $who } : { $at }, c'est convenu.
MeetingOff = { $who } ne demande plus à te voir ({ $at }).
MeetingsShown = { $lines }
MeetingLine =
    { $state ->
        [agreed] {"**"}{ $who }{"**"} · { $at } · convenu
        [proposed] {"**"}{ $who }{"**"} · { $at } · proposé, sans réponse encore
       *[asked] {"**"}{ $who }{"**"} · { $at } · à confirmer : `!rdv { $who } oui`
    }
NoMeetings = Personne ne demande de rendez-vous.
NoMeetingOf = { $name } n'a pas demandé de rendez-vous. `!rdv` montre qui en demande.
MeetingTold =
    { $state ->
        [agreed] C'est dit à { $who } : { $at }, convenu.
       *[proposed] C'est proposé à { $who } : { $at }.
    }
MeetingUntold = C'est noté, mais je n'ai pas de moyen de le dire à { $who } : écris-lui directement.
MeetingsNotAlone = Une autre personne est dans ce salon : je n'y dis pas qui demande un rendez-vous.
HowMeetingsWork = Je connais `!rdv { $name } oui`, `!rdv { $name } vendredi 10h` et `!rdv { $name } non`.
