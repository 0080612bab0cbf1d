### The solidarity fund: what everybody reads, what is said in private, what the Tisseuse declares.

fonds = The solidarity fund
    .summary = Read the rules of the solidarity fund; ask for an advance or for aid, in private.
    .example = !fund
    .short = !fund

## For everybody

FundShown =
    {"**"}{ $name }{"**"}: { $natures }.
    Ceiling: { $ceiling }. Answer within { $days ->
        [one] { $days } working day
       *[other] { $days } working days
    }. Deciding: { $commission }; { $approvals } of them have to agree.
    { $balance } I pay nothing myself: { $pays } does.
    To ask, in private: `!fund request 400 € advance on an invoice`
FundName = The solidarity fund
FundHolder = the organisation that holds it
FundBalance = In the fund on { $day }, to the nearest €100: { $about }.
FundBelow = In the fund on { $day }, to the nearest €100: { $about } below zero.
NoBalanceYet = What it holds is shown at the end of each quarter.
NatureSaid =
    { $nature ->
        [advance] an advance to be paid back, without interest
       *[aid] one-off aid
    }
FundNotOpen = The fund is not open yet. If you need support now, write to the Tisseuse. She opens it in her room: `!fund rules commission @name @name`
NobodyDecides = nobody yet

## Asking

AskHowMuch =
    How much, and what for? For example: “400 € in advance, an invoice has been late for two months”.
    The commission will read it, and nobody else. “stop” to leave: nothing is kept.
AskNature = Is it rather: {"**1**"} an advance, which you pay back when you can, without interest · {"**2**"} aid, which is not paid back · “stop”
AboveCeiling = That is more than the ceiling ({ $ceiling }). I can send it all the same, the commission will decide. {"**1**"} send it · {"**2**"} make it { $ceiling } · stop
FundPreview =
    This is what I would send to the commission: { $amount }, { $nature ->
        [advance] advance
       *[aid] aid
    }. “{ $words }”
    { $approvals } of them have to agree. In an îlot of two, the other person reads nothing and does not decide.
    {"**1**"} with your first name · {"**2**"} under a pseudonym (you stay “somebody”) · {"**3**"} change it · stop
FundPreviewBare =
    This is what I would send to the commission: { $amount }, { $nature ->
        [advance] advance
       *[aid] aid
    }.
    { $approvals } of them have to agree. In an îlot of two, the other person reads nothing and does not decide.
    {"**1**"} with your first name · {"**2**"} under a pseudonym (you stay “somebody”) · {"**3**"} add a few words, or change it · stop
AskFundSend =
    { $named ->
        [yes] Shall I send it, with your first name?
       *[no] Shall I send it, under a pseudonym?
    } “yes”, or “stop”
FundSent =
    It has gone to the commission: { $ref }. Answer within { $days ->
        [one] { $days } working day
       *[other] { $days } working days
    }, by { $until } at the latest.
    I will tell you each step here. You can withdraw it whenever you like: “cancel { $ref }”.
FundTooLong = That is long: I keep { $most } characters. Say it again, shorter: how much, and what for?

## To whoever asks

FundCorrected =
    { $ref } is corrected: { $amount }, { $nature ->
        [advance] as an advance
       *[aid] as an aid
    }. { $words }
    The commission reads it from the start. Answer by { $until } at the latest.
TooLateToCorrect = { $ref } is decided or closed: correcting your message changes nothing. For something else: `!fund request`
NothingToCorrect = I read no request in your message any more: { $ref } stays as it was. To take it back: “cancel { $ref }”.
FundExamined = { $ref }: the commission has read it and is looking into it.
FundMoreAsked =
    { $ref }: before it decides, the commission asks: “{ $word }”
    Answer here when you can: the days are counted from your answer. If I don't react: `!fund answer { $ref } …`
FundGranted =
    { $ref }: the commission agrees, to { $amount }{ $nature ->
        [advance] {" "}in advance
       *[aid] {" "}of aid
    }. { $named ->
        [yes] The Tisseuse sees to the payment.
       *[no] For the payment, the Tisseuse needs to know who it is for: write to her when you like.
    } I will tell you when it is done.
    { $words }
FundRefused =
    { $ref }: the commission could not say yes this time. That says nothing about you, nor about your work.
    There is other support, and the Tisseuse can look for it with you: write to her.
    { $words }
FundWord = The commission adds: “{ $word }”
FundPaid =
    { $ref }: the payment of { $amount } has been made. { $nature ->
        [advance] It is an advance: you pay it back when you can, all at once or in parts, without interest.
       *[aid] It is aid: there is nothing to pay back.
    }
FundRepaid = { $ref }: { $amount } paid back to the fund, thank you. { $left }
FundLeft = { $amount } left to pay back, no hurry.
FundAllRepaid = All of it is paid back.
FundLate = { $ref }: the answer was due yesterday, and the commission has not finished. The Tisseuse knows. Thank you for your patience; you do not have to do anything again.
AskPassOn = Shall I pass this on to the commission, for { $ref }? “{ $words }” yes / stop
FundAnswerPassedOn = The commission has your answer, for { $ref }. The days are counted from today.
HowToAnswer = Say for which one, and your answer: `!fund answer S-K4P the invoice of 2 March`
NothingAsked = For { $ref }, the commission is not waiting for an answer from you.

## To the commission

AskCommission =
    {"**"}{ $ref }{"**"} · { $who } asks for { $amount }, { $nature ->
        [advance] in advance
       *[aid] as aid
    }. { $words }
    Answer due by { $until } at the latest; { $approvals } of you have to agree. Keep it to yourself.
    {"**1**"} yes · {"**2**"} no · {"**3**"} something is missing. A word you add will be read by the person, without your name: “1 good luck”, “3 which invoice?”.
    At any time: `!fund opinion { $ref } yes`, or `yes 500 €` for less.
CaseCorrected =
    { $ref } has changed: the person corrected their request. { $heard ->
        [yes] Opinions already given no longer count.
       *[no] This is what counts now.
    }
    { $then }
CaseTakenBack = { $ref }: the person took it back. There is nothing to decide.
CaseWords = “{ $words }”
CaseBare = Nothing more was said.
SomebodyAsks = somebody
AsksByName = { $name }
ToldMore =
    { $ref }: the person answers: “{ $word }”
    { $then }
HowOpinionWorks = For { $ref }: “yes”, “no”, or “more” and your question. For example: `!fund opinion { $ref } more which invoice?`
AskWhatIsMissing = What is missing for { $ref }? I pass your question on, without your name.
OpinionNoted =
    { $ref }: { $opinion ->
        [yes] noted, you agree.
        [no] noted, you do not agree.
       *[more] I pass your question on.
    } Until it is decided you can change your mind: `!fund opinion { $ref } …`
CaseDecided =
    { $ref }: { $state ->
        [granted] the commission agrees.
       *[refused] the commission could not say yes.
    } It is decided, there is nothing more to do.
DecideReminder =
    The answer is due today.
    { $then }
DecideInPrivate = { $ref } stays between us: say it again here. In a room I take no account of it, and you can delete your message there.
NothingToDecide = No request to the fund is waiting for your opinion.
ToDecide =
    Your opinion is wanted, in private:
    { $lines }
ToDecideLine = {"**"}{ $ref }{"**"}, by { $until } · to read it again: `!fund opinion { $ref }`

## In the Tisseuse's room

FundAskedOffice = {"**"}{ $ref }{"**"}: a request to the fund. The commission is told in private; answer due by { $until } at the latest.
FundCorrectedOffice = { $ref }: the person corrected their request. The commission knows, opinions start again; answer expected by { $until } at the latest.
OutOfReach = I can't talk in private to { $name }, of the commission.
QuorumOutOfReach = { $ref }: too few members of the commission can decide on it ({ $approvals } are needed). To make it larger: `!fund rules commission @name @name …`
CaseWaits =
    { $ref }: the answer is due today. { $count ->
        [one] One opinion is still missing; I have asked for it again, once.
       *[other] { $count } opinions are still missing; I have asked for them again, once.
    }
GrantedOffice = {"**"}{ $ref }{"**"}: { $nature ->
        [advance] advance granted
       *[aid] aid granted
    }, { $amount }. Once it is paid: `!fund paid { $ref }`
MovementNoted =
    {"**"}{ $ref }{"**"} · { $way ->
        [in] in
       *[out] out
    }, { $amount }, { $day }. I note it, I pay nothing. A mistake: `!fund movement { $ref } cancel`
MovementTakenBack = { $ref } no longer counts. That number will not be used again.
RepaidNoted = {"**"}{ $ref }{"**"} · { $amount } paid back for { $about }. { $left }
NotGranted = { $ref } is not granted, or paid already: I note no payment. Where it stands: `!fund decision { $ref }`
MoreThanGranted = The commission granted { $amount } for { $ref }, no more.
NothingOwed = For { $ref }, there is nothing to pay back.
MoreThanOwed = For { $ref }, only { $amount } is left to pay back.
OfficeCrowded = Somebody else is in this room: I don't speak of the fund here. `!fund rules` works all the same.
DecisionsShown = { $lines }
DecisionLine =
    { $day } · { $who }: { $step ->
        [yes] agrees
        [no] does not agree
        [more] wants to know more
        [paid] payment declared
        [repaid] all paid back
       *[other] decision
    }
OutcomeLine =
    { $day } · { $step ->
        [granted] granted
        [changed] corrected by the person, opinions start again
       *[other] not granted
    }
CaseLine =
    {"**"}{ $ref }{"**"} · { $state ->
        [requested] not read yet
        [more_needed] waiting for the person
       *[other] being looked into
    } · { $agreed ->
        [0] nobody agrees yet
        [one] one agrees
       *[other] { $agreed } agree
    } · by { $until }
NoDecisions = Nothing to show: no request to the fund is waiting.
RulesShown =
    { $lines }
    To change: `!fund rules ceiling 900 €` · `delay 5` · `quorum 2` · `commission @a @b @c` · `holder …` · `name …` · `advance …` `aid …`
RuleMoney = Ceiling: { $ceiling } · answer within { $days ->
        [one] { $days } working day
       *[other] { $days } working days
    } · { $quorum } have to agree
RulePeople = Commission: { $commission } · payments: { $holder }
RuleWords = What one can ask for: { $natures }
AskRules =
    The rules would be:
    { $lines }
    Agreed? ✅ on this message, or answer it with “yes”
RulesChanged = Changed. The new rules hold from now on, also for what is waiting.
HowRulesWork = I can't read that rule. `!fund rules ceiling 900 €` · `delay 5` (working days) · `quorum 2` (two at least) · `commission @a @b @c` (at least as many as have to agree) · `holder …`
HowMovementsWork = For example: `!fund movement 300 € in Endowment` · `!fund movement out 20 € Fees 02/04/2021` · `!fund paid S-7KM` · `!fund repaid S-7KM 100 €`

## Rules

OwnCase = Nobody decides on their own request. Where { $ref } stands: I will tell you each step in private.
CaseSettled = { $ref } is decided already.
UnknownMovement = I can't find { $ref } among the movements of the fund.

## Sheets of figures

BalanceByQuarter =
    Fund
    End of the quarter
    Held, to the nearest €100
