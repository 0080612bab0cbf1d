### First contact.

Welcome =
    Hello, I am Navette. I note your offers, needs and covers, and pass them on to the other îlots.
    And during your times for reflection, I keep quiet.
    To try: `!offer 2 jours de montage, mardi` or `!help`.
    I keep only what begins with `!` and your answers to my questions. The courrier comes on Tuesday and Friday at 9:30, never in the evening or on weekends.
    A day that would suit you all for a pause together? `!pausetime every other thursday 14:00-16:00`
