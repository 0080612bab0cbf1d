### Help.

aide = Help
    .summary = See what I can do; with a word, how to type it.
    .example = !help offer
    .short = !help offer
HelpBegins =
    I pass offers, needs and news between the îlots. ✋ on a listing: raise your hand.
    { $groups }
    Your data: `!me`
    A command alone: I ask the questions. An example: `!help offer` · all I can do: `!help all`
HelpOverview =
    I pass offers, needs and news between the îlots.
    { $groups }
HelpGroup =
    {"**"}{ $title }{"**"}
    { $examples }
HelpOfCommand =
    { $summary }
    For example: `{ $example }`
    { $also }
    { $keys }
ShortExample = `{ $text }`
AlsoCalled = `{ $word }`
OtherNames = Also: { $words }
KeysShown = To add details: { $words }
KeyWord = `{ $word }`
help-group-exchange = Offer, look for
help-group-support = Support each other, always in private
help-group-time = Take time
help-group-orient = Find your way
help-group-self = You
help-group-office = The Tisseuse's room
