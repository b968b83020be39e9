#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>

const int c_open_unnamed = O_TMPFILE;
