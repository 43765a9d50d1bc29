/* Lets the k-th write or flush of files whose path holds a word fail, as a full or dying disk does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int wanted_op, wanted_at, wanted_errno, seen;
static char wanted_path[256];

/* op 1: writes, 2: flushes; every one from the k-th on fails. Gives how many were seen before. */
int fi_set(int op, int at, int error, const char *path) {
    int before = seen;
    wanted_op = op; wanted_at = at; wanted_errno = error; seen = 0;
    strncpy(wanted_path, path, sizeof wanted_path - 1);
    return before;
}

static int fails(int op, int fd) {
    char link[64], path[4096];
    if (op != wanted_op) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!strstr(path, wanted_path) || strstr(path, "-shm")) return 0;
    if (++seen < wanted_at) return 0;
    errno = wanted_errno;
    return 1;
}

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)
typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef ssize_t (*write_t)(int, const void *, size_t);
typedef int (*sync_t)(int);

ssize_t pwrite(int fd, const void *b, size_t n, off_t at) {
    REAL("pwrite", pwrite_t); return fails(1, fd) ? -1 : real(fd, b, n, at);
}
ssize_t pwrite64(int fd, const void *b, size_t n, off_t at) {
    REAL("pwrite64", pwrite_t); return fails(1, fd) ? -1 : real(fd, b, n, at);
}
ssize_t write(int fd, const void *b, size_t n) {
    REAL("write", write_t); return fails(1, fd) ? -1 : real(fd, b, n);
}
int fsync(int fd) { REAL("fsync", sync_t); return fails(2, fd) ? -1 : real(fd); }
int fdatasync(int fd) { REAL("fdatasync", sync_t); return fails(2, fd) ? -1 : real(fd); }
