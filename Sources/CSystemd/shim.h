// The parts of libsystemd that Winnow calls: notifications and the journal's native protocol.
#ifndef WINNOW_CSYSTEMD_SHIM_H
#define WINNOW_CSYSTEMD_SHIM_H

// Without this, sd_journal_sendv is a macro, which Swift cannot call.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

#endif
