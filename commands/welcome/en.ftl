### First contact.

Welcome =
    Hello, I am Navette. I note your offers, needs and covers, and pass them on to the other îlots.
    To try: `!offer 2 jours de montage, mardi` or `!help`.
    I keep only what begins with `!` and your answers to my questions. The courrier comes on Tuesday and Friday at 9:30, never in the evening or on weekends.
