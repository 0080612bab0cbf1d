### The courrier.

Courrier =
    Courrier, { $day }. If you are in: `!claim` and the reference.
    { $lines }
Together =
    { $first }
    { $then }
MoreOnTheBoard =
    { $count ->
        [one] and one more: `!board`
       *[other] and { $count } more: `!board`
    }
