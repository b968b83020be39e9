#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/vfs.h>
#include <time.h>

const int c_open_unnamed = O_TMPFILE;

int c_exchange(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

int c_rename_to_free_name(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

long c_file_system_type(const char *path) {
  struct statfs info;
  return statfs(path, &info) == 0 ? info.f_type : 0;
}

int c_poll(void *descriptors, unsigned long count, long nanoseconds) {
  struct timespec rest = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  return ppoll(descriptors, count, nanoseconds < 0 ? NULL : &rest, NULL);
}

int c_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void c_widen_pipe(int descriptor, int size) { fcntl(descriptor, F_SETPIPE_SZ, size); }
