/* Planted bugs, laid between the program and the C library. PLANT names the bug.
   Every harness must catch its own; see plant.rs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int is(const char *name) {
    const char *planted = getenv("PLANT");
    return planted && strcmp(planted, name) == 0;
}

static int is_log(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 6) return 0;
    path[length] = 0;
    return strcmp(path + length - 6, ".jsonl") == 0;
}

/* Bytes that a write was said to have taken and had not: who lies about one lies about the other. */
static unsigned long long swallowed;

int statx(int folder, const char *restrict path, int flags, unsigned mask,
          struct statx *restrict found) {
    static int (*real)(int, const char *, int, unsigned, struct statx *);
    if (!real) real = (int (*)(int, const char *, int, unsigned, struct statx *))dlsym(RTLD_NEXT, "statx");
    int result = real(folder, path, flags, mask, found);
    if (result == 0 && swallowed && path && !*path && is_log(folder)) found->stx_size += swallowed;
    return result;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    if (is("no-sync")) return 0;
    int result = real(fd);
    if (is("swallow")) return 0;
    return result;
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    if (is("no-sync")) return 0;
    return real(fd);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (!is_log(fd)) return real(fd, bytes, length);
    if (is("no-write")) {
        swallowed += length;
        return (ssize_t)length;
    }
    if (is("no-lock")) usleep(30000);
    ssize_t result = real(fd, bytes, length);
    if (is("swallow") && result < (ssize_t)length) {
        swallowed += length - (result > 0 ? (size_t)result : 0);
        return (ssize_t)length;
    }
    return result;
}

int flock(int fd, int operation) {
    static int (*real)(int, int);
    if (!real) real = (int (*)(int, int))dlsym(RTLD_NEXT, "flock");
    if (is("no-lock")) return 0;
    return real(fd, operation);
}
