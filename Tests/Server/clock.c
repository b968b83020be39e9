// Preloaded into a server under test: its time of day is as many seconds off as the file $WILDIX_TEST_CLOCK says. The
// clocks that nobody sets stay as they are.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = (int)syscall(SYS_clock_gettime, clock, now);
  const char *path = clock == CLOCK_REALTIME ? getenv("WILDIX_TEST_CLOCK") : NULL;
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return result;
  char text[32] = {0};
  if (read(file, text, sizeof text - 1) > 0) now->tv_sec += atol(text);
  close(file);
  return result;
}
