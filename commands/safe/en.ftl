### Safe mode: something essential is broken.

BrokenWhat =
    { $kind ->
        [key] My key does not open my data. To do: put the key file (`navette.key`) back in its place, or the backup that goes with it.
        [newer] My data come from a newer version than I am. To do: update Navette.
        [ilot] What an îlot is set to cannot be read. To do: put the last backup back, or mend that îlot.
       *[database] My data do not answer, or cannot be updated. To do: look at the line below with whoever hosts me.
    }
SafeModeBegins =
    I could not start: I am in safe mode. Nothing is lost, messages wait for me, and I answer only `!status` and `!help`, here.
    { $what }
    For whoever hosts me: { $detail }
SafeState =
    Navette { $version }, in safe mode: I do nothing but answer you here. Nothing is lost, messages wait for me.
    { $what }
    For whoever hosts me: { $detail }
    I try again every minute; a restart works too.
SafeHelp =
    I am in safe mode: something essential is broken. `!status` says what, and what to do.
    Everything else waits, nothing is lost.
SafeModeEnds = It is mended: I go on, and read what waited for me.
