// What Swift's Glibc module does not show of the C library. No header of it is included here: its types would count as
// this module's.
#pragma once
#include <stddef.h>

// Declared by wchar.h only for X/Open, which the module is not built for.
int wcwidth(wchar_t scalar);

// O_TMPFILE, which is too much of a macro.
extern const int c_open_unnamed;

// renameat2, whose flags are macros of the kernel's: two files change their names, at once; and a file gets a name that
// nothing has.
int c_exchange(const char *one, const char *other);
int c_rename_to_free_name(const char *from, const char *to);

// What statfs says of the file system at a path; 0 if it says nothing.
long c_file_system_type(const char *path);

// ppoll, without a limit where `nanoseconds` is negative. The descriptors are an array of struct pollfd.
int c_poll(void *descriptors, unsigned long count, long nanoseconds);

// An eventfd that nobody waits in.
int c_event(void);

// Lets a pipe hold `size` bytes, if it is one and may.
void c_widen_pipe(int descriptor, int size);
