### The frame: contracts, rights, approval. One sheet a subject.

cadre = The framework
    .summary = Find a sheet: approval, contracts, CAPE, covers, smoothing… Alone, the command shows them all.
    .example = !framework agrement
    .short = !framework agrement

FrameShown =
    {"**"}{ $title }{"**"}
    { $text }
    { $foot }
FrameUpdated = Updated on { $day }.
FrameAsks = Questions: { $name }.
FrameAsksTisseuse = Questions: the Tisseuse.
FrameIsDue = Due to be checked since { $day }: better to ask.
FramesShown = { $lines }
FramesMaybe =
    Not quite that; perhaps:
    { $listed }
FrameLine = `!framework { $words }` · { $title }
MoreFrames = more: `!framework { $typed }`
NoFrames = No sheet yet. The Tisseuse writes one in her room: `!framework add Smoothing one's income`
NoFrameFound = No sheet about “{ $got }”. Try another word, for example `!framework { $example }`; all sheets: `!framework`
NoSuchFramePage = The list ends before that. `!framework` shows its beginning.

## In the Tisseuse's room

HowFrameworkIsWritten =
    A sheet: its title after `!framework add`, its text on the next line. For example:
    `!framework add Smoothing one's income`
    `A lean month can be prepared for: here is how.`
    If you like, on a line of its own: `contact: @jeanne` · `review: 6/10`
    Useful to begin with: approval, contracts, CAPE, arriving without a status, social protection, smoothing, covers.
FrameTooLong = That is long: a title of { $title } characters, a text of { $lines } lines and { $longest } characters at most. A link can say the rest.
FrameDayUnread = I can't read “{ $got }” as a day to come. For example: `review: 6/10`
FrameTextAsked = “{ $title }”: which text? Three lines at most, in reply to this message. Or “stop”.
FrameAdded =
    {"**"}{ $title }{"**"} is in the framework: `!framework { $words }`
    { $asks } To be checked on { $review_on }.
    A mistake: edit your message. To remove it: delete it.
FrameReviewAsked =
    {"**"}{ $title }{"**"} (updated on { $updated_on })
    { $text }
    Still right? “yes”, or the new text in reply to this message. “stop” changes nothing.
FrameRenewed =
    { $changed ->
        [yes] The new text is there: “{ $title }”, updated today. To be checked on { $review_on }.
       *[no] “{ $title }” is up to date. To be checked on { $review_on }.
    }
FrameLeft = Nothing changed.
FramesDue = { $lines }
FramesToReview =
    { $count ->
        [one] 1 framework sheet to check (`!framework review`)
       *[other] { $count } framework sheets to check (`!framework review`)
    }
FrameDueLine = `!framework review { $words }` · { $title } · since { $day }
NoFrameDue = No sheet is due. { $following }
NextFrameDue = The next one: “{ $title }”, on { $day }.
FrameRemovalAsked = “{ $title }”: remove it from the framework? “yes” erases it; any other answer keeps it.
FrameRemoved = “{ $title }” is no longer in the framework.
UnknownFrameworkSheet = I can't find that sheet. `!framework` shows them all.
