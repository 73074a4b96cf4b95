/* Two planted faults for the exits (R84): a thread that cannot start once the terminal is raw, which
   the program's runtime answers with a panic, and one write to the terminal that fails. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int planted(const char *name) {
    const char *plant = getenv("PLANT");
    return plant && !strcmp(plant, name);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*run)(void *), void *with) {
    static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    struct termios mode;
    if (!real) real = dlsym(RTLD_NEXT, "pthread_create");
    if (planted("panic") && !tcgetattr(0, &mode) && !(mode.c_lflag & ICANON)) return EAGAIN;
    return real(thread, attr, run, with);
}

ssize_t write(int file, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    const char *sign = getenv("PLANT_SIGN");
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (file == 1 && sign && planted("eio") && !unlink(sign)) {
        errno = EIO;
        return -1;
    }
    return real(file, bytes, count);
}
