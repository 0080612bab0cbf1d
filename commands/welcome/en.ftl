### First contact.

Welcome =
    Hello, I am Navette. I note your offers, needs and covers, and show them to the other îlots.
    To try: `!offer 2 jours de montage, mardi` or `!help`.
    I keep only what begins with `!` and your answers to my questions.
