// Makes a system call of a program fail, for tests: preloaded before its C library.
//
//   WINNOW_FAULT        "CALL NUMBER ACTION": the NUMBERth CALL below WINNOW_FAULT_PATH; "CALL NUMBER+ ACTION":
//                       that one and all after it; "CALL /NUMBER ACTION": every NUMBERth. CALL is the name of
//                       a function below, or "any". ACTION is an errno by its number, "short" (half of a read
//                       or write is done) or "kill" (SIGKILL instead of the call).
//   WINNOW_FAULT_PATH   what the path of a file must contain to be counted
//   WINNOW_FAULT_MARK   a file that is made when something was injected
//
// Only calls through the C library's own names are seen; the program must be linked to it dynamically.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char call_name[32], action[16];
static long number;
static int is_lasting, is_periodic, is_ready;
static const char *wanted_path, *mark;
static atomic_long count;

__attribute__((constructor)) static void prepare(void) {
  const char *fault = getenv("WINNOW_FAULT");
  char when[32];
  if (!fault || sscanf(fault, "%31s %31s %15s", call_name, when, action) != 3) return;
  is_periodic = when[0] == '/';
  is_lasting = when[strlen(when) - 1] == '+';
  number = atol(when + is_periodic);
  wanted_path = getenv("WINNOW_FAULT_PATH");
  mark = getenv("WINNOW_FAULT_MARK");
  is_ready = 1;
}

static int strikes(void) {
  long turn = atomic_fetch_add(&count, 1) + 1;
  int is_turn = is_periodic ? turn % number == 0 : is_lasting ? turn >= number : turn == number;
  if (!is_turn) return 0;
  if (mark) {
    int file = syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (file >= 0) syscall(SYS_close, file);
  }
  if (strcmp(action, "kill") == 0) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
  }
  return 1;
}

static int is_counted(const char *name) {
  return is_ready && (strcmp(call_name, name) == 0 || strcmp(call_name, "any") == 0);
}

static int strikes_path(const char *name, const char *path) {
  if (!is_counted(name) || !path || !wanted_path || !strstr(path, wanted_path)) return 0;
  return strikes();
}

static int strikes_file(const char *name, int file) {
  if (!is_counted(name) || !wanted_path) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, wanted_path) ? strikes() : 0;
}

static int is_short(void) { return strcmp(action, "short") == 0; }
static int code(void) { return atoi(action); }

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(value) do { errno = code(); return value; } while (0)

#define BY_PATH(name, path, parameters, arguments) \
  int name parameters { \
    if (strikes_path(#name, path)) FAIL(-1); \
    return NEXT(name) arguments; \
  }
#define BY_FILE(name, counted_as, file, parameters, arguments) \
  int name parameters { \
    if (strikes_file(counted_as, file)) FAIL(-1); \
    return NEXT(name) arguments; \
  }

BY_PATH(unlink, path, (const char *path), (path))
BY_PATH(mkdir, path, (const char *path, mode_t mode), (path, mode))
BY_PATH(rmdir, path, (const char *path), (path))
BY_PATH(rename, new, (const char *old, const char *new), (old, new))
BY_PATH(link, new, (const char *old, const char *new), (old, new))
BY_FILE(fsync, "fsync", file, (int file), (file))
BY_FILE(fdatasync, "fdatasync", file, (int file), (file))
BY_FILE(ftruncate, "ftruncate", file, (int file, off_t length), (file, length))
BY_FILE(ftruncate64, "ftruncate", file, (int file, off64_t length), (file, length))
BY_FILE(fallocate, "fallocate", file, (int file, int mode, off_t from, off_t length),
        (file, mode, from, length))
BY_FILE(posix_fallocate, "fallocate", file, (int file, off_t from, off_t length),
        (file, from, length))

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    if (strikes_path("open", path)) FAIL(-1); \
    return NEXT(name)(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define FCNTL(name) \
  int name(int file, int command, ...) { \
    va_list rest; \
    va_start(rest, command); \
    void *argument = va_arg(rest, void *); \
    va_end(rest); \
    if (strikes_file("fcntl", file)) FAIL(-1); \
    return NEXT(name)(file, command, argument); \
  }
FCNTL(fcntl)
FCNTL(fcntl64)

#define TRANSFER(name, counted_as, parameters, arguments, half) \
  ssize_t name parameters { \
    if (strikes_file(counted_as, file)) { \
      if (is_short() && length > 1) return NEXT(name) half; \
      if (!is_short()) FAIL(-1); \
    } \
    return NEXT(name) arguments; \
  }
TRANSFER(read, "read", (int file, void *bytes, size_t length), (file, bytes, length),
         (file, bytes, length / 2))
TRANSFER(write, "write", (int file, const void *bytes, size_t length),
         (file, bytes, length), (file, bytes, length / 2))
TRANSFER(pread, "pread", (int file, void *bytes, size_t length, off_t at),
         (file, bytes, length, at), (file, bytes, length / 2, at))
TRANSFER(pread64, "pread", (int file, void *bytes, size_t length, off64_t at),
         (file, bytes, length, at), (file, bytes, length / 2, at))
TRANSFER(pwrite, "pwrite", (int file, const void *bytes, size_t length, off_t at),
         (file, bytes, length, at), (file, bytes, length / 2, at))
TRANSFER(pwrite64, "pwrite",
         (int file, const void *bytes, size_t length, off64_t at), (file, bytes, length, at),
         (file, bytes, length / 2, at))

void *mmap(void *where, size_t length, int protection, int flags, int file, off_t from) {
  if (file >= 0 && strikes_file("mmap", file)) FAIL(MAP_FAILED);
  return (void *)syscall(SYS_mmap, where, length, protection, flags, file, from);
}
void *mmap64(void *where, size_t length, int protection, int flags, int file, off64_t from) {
  return mmap(where, length, protection, flags, file, from);
}
