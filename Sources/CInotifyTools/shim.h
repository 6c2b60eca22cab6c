// The library's own header only forward-declares the event, so its declaration comes first.
#include <inotifytools/inotify.h>
#include <inotifytools/inotifytools.h>
// The C library's own module leaves `fstatfs` out.
#include <sys/vfs.h>
