/* Writes down every change a process makes to files under one folder, in order, with the bytes.

   ARTSRX_TRACED names the folder, ARTSRX_TRACE the file that gets the trace. Each entry is one line of words, then as many
   raw bytes as its last number says. A simulated power cut replays a beginning of the trace. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096

static pthread_mutex_t busy = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static char root[PATH_MAX];
static size_t root_length;
static char followed[MOST_FILES];

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("ARTSRX_TRACED"), *file = getenv("ARTSRX_TRACE");
    if (!folder || !file || !realpath(folder, root)) return;
    root_length = strlen(root);
    trace = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(const void *bytes, size_t count, const char *format, ...) {
    char line[2 * PATH_MAX + 64];
    va_list words;
    va_start(words, format);
    int length = vsnprintf(line, sizeof line, format, words);
    va_end(words);
    struct iovec parts[2] = {{line, (size_t)length}, {(void *)bytes, count}};
    if (syscall(SYS_writev, trace, parts, 2) < 0) _exit(99);
}

/* The path within the folder that is watched, or NULL. */
static const char *inside(int at, const char *path, char *full) {
    char joined[2 * PATH_MAX], folder[PATH_MAX], *slash;
    if (trace < 0 || !path) return NULL;
    if (path[0] == '/') snprintf(joined, sizeof joined, "%s", path);
    else if (at == AT_FDCWD) {
        if (!getcwd(folder, sizeof folder)) return NULL;
        snprintf(joined, sizeof joined, "%s/%s", folder, path);
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        ssize_t length = readlink(link, folder, sizeof folder - 1);
        if (length < 0) return NULL;
        folder[length] = 0;
        snprintf(joined, sizeof joined, "%s/%s", folder, path);
    }
    slash = strrchr(joined, '/');
    char name[NAME_MAX + 1];
    snprintf(name, sizeof name, "%s", slash + 1);
    *slash = 0;
    if (!realpath(joined[0] ? joined : "/", full)) return NULL;
    size_t length = strlen(full);
    if (strncmp(full, root, root_length) || (full[root_length] && full[root_length] != '/')) return NULL;
    if (name[0]) snprintf(full + length, PATH_MAX - length, "/%s", name);
    return strlen(full) > root_length ? full + root_length + 1 : "";
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX + NAME_MAX + 2];
    const char *name = inside(at, path, full);
    struct stat is;
    if (!name) return (int)syscall(SYS_openat, at, path, flags, mode);
    pthread_mutex_lock(&busy);
    int there = !syscall(SYS_newfstatat, at, path, &is, 0);
    int file = (int)syscall(SYS_openat, at, path, flags, mode);
    int why = errno;
    if (file >= 0 && file < MOST_FILES) {
        followed[file] = 1;
        note(NULL, 0, "open\t%d\t%d\t%d\t%s\t0\n", file, there, (flags & O_TRUNC) && (flags & O_ACCMODE) != O_RDONLY, name);
    }
    pthread_mutex_unlock(&busy);
    errno = why;
    return file;
}

#define MODE_OF(flags, mode) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { MODE_OF(flags, mode) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags, mode) return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags, mode) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags, mode) return opened(at, path, flags | O_LARGEFILE, mode); }

static int watched(int file) { return trace >= 0 && file >= 0 && file < MOST_FILES && followed[file]; }

int close(int file) {
    if (!watched(file)) return (int)syscall(SYS_close, file);
    pthread_mutex_lock(&busy);
    followed[file] = 0;
    note(NULL, 0, "close\t%d\t0\n", file);
    int done = (int)syscall(SYS_close, file);
    pthread_mutex_unlock(&busy);
    return done;
}

static ssize_t written(int file, const void *bytes, size_t count, off_t where, int placed) {
    if (!watched(file)) return placed ? syscall(SYS_pwrite64, file, bytes, count, where) : syscall(SYS_write, file, bytes, count);
    pthread_mutex_lock(&busy);
    if (!placed) {
        struct stat is;
        int appending = (int)syscall(SYS_fcntl, file, F_GETFL) & O_APPEND;
        where = appending && !fstat(file, &is) ? is.st_size : (off_t)syscall(SYS_lseek, file, 0, SEEK_CUR);
    }
    ssize_t done = placed ? syscall(SYS_pwrite64, file, bytes, count, where) : syscall(SYS_write, file, bytes, count);
    int why = errno;
    if (done > 0) note(bytes, (size_t)done, "write\t%d\t%lld\t%zd\n", file, (long long)where, done);
    pthread_mutex_unlock(&busy);
    errno = why;
    return done;
}

ssize_t write(int file, const void *bytes, size_t count) { return written(file, bytes, count, 0, 0); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t where) { return written(file, bytes, count, where, 1); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t where) { return written(file, bytes, count, where, 1); }

/* A whole file copied by the system itself: what it wrote is read back from where it came. */
ssize_t sendfile(int out, int in, off_t *where, size_t count) {
    if (!watched(out)) return syscall(SYS_sendfile, out, in, where, count);
    pthread_mutex_lock(&busy);
    off_t from = where ? *where : (off_t)syscall(SYS_lseek, in, 0, SEEK_CUR), to = (off_t)syscall(SYS_lseek, out, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_sendfile, out, in, where, count);
    int why = errno;
    char piece[1 << 16];
    for (ssize_t read = 0, more; read < done; read += more) {
        size_t size = (size_t)(done - read) < sizeof piece ? (size_t)(done - read) : sizeof piece;
        more = syscall(SYS_pread64, in, piece, size, from + read);
        if (more <= 0) _exit(97);
        note(piece, (size_t)more, "write\t%d\t%lld\t%zd\n", out, (long long)(to + read), more);
    }
    pthread_mutex_unlock(&busy);
    errno = why;
    return done;
}
ssize_t sendfile64(int out, int in, off64_t *where, size_t count) { return sendfile(out, in, where, count); }

/* What this recorder does not know must not pass unseen. */
static void unknown(int file, const char *what) {
    if (!watched(file)) return;
    fprintf(stderr, "the recorder does not know %s\n", what);
    _exit(98);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    unknown(file, "writev");
    return syscall(SYS_writev, file, parts, count);
}
int fallocate(int file, int mode, off_t where, off_t length) {
    unknown(file, "fallocate");
    return (int)syscall(SYS_fallocate, file, mode, where, length);
}
int fallocate64(int file, int mode, off64_t where, off64_t length) {
    unknown(file, "fallocate");
    return (int)syscall(SYS_fallocate, file, mode, where, length);
}

static int cut(int file, off_t size) {
    pthread_mutex_lock(&busy);
    int done = (int)syscall(SYS_ftruncate, file, size);
    if (!done && watched(file)) note(NULL, 0, "cut\t%d\t%lld\t0\n", file, (long long)size);
    pthread_mutex_unlock(&busy);
    return done;
}
int ftruncate(int file, off_t size) { return cut(file, size); }
int ftruncate64(int file, off64_t size) { return cut(file, size); }

static int synced(int file, long call) {
    pthread_mutex_lock(&busy);
    int done = (int)syscall(call, file);
    if (!done && watched(file)) note(NULL, 0, "sync\t%d\t0\n", file);
    pthread_mutex_unlock(&busy);
    return done;
}
int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

static int renamed(int from_at, const char *from, int to_at, const char *to) {
    char from_full[PATH_MAX + NAME_MAX + 2], to_full[PATH_MAX + NAME_MAX + 2];
    const char *old = inside(from_at, from, from_full), *new = inside(to_at, to, to_full);
    pthread_mutex_lock(&busy);
    int done = (int)syscall(SYS_renameat, from_at, from, to_at, to);
    int why = errno;
    if (!done && old && new) note(NULL, 0, "rename\t%s\t%s\t0\n", old, new);
    pthread_mutex_unlock(&busy);
    errno = why;
    return done;
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to); }

static int removed(int at, const char *path, int flags) {
    char full[PATH_MAX + NAME_MAX + 2];
    const char *name = inside(at, path, full);
    pthread_mutex_lock(&busy);
    int done = (int)syscall(SYS_unlinkat, at, path, flags);
    int why = errno;
    if (!done && name) note(NULL, 0, "remove\t%s\t0\n", name);
    pthread_mutex_unlock(&busy);
    errno = why;
    return done;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int at, const char *path, int flags) { return removed(at, path, flags); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }

static int made(int at, const char *path, mode_t mode) {
    char full[PATH_MAX + NAME_MAX + 2];
    const char *name = inside(at, path, full);
    pthread_mutex_lock(&busy);
    int done = (int)syscall(SYS_mkdirat, at, path, mode);
    int why = errno;
    if (!done && name) note(NULL, 0, "folder\t%s\t0\n", name);
    pthread_mutex_unlock(&busy);
    errno = why;
    return done;
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int at, const char *path, mode_t mode) { return made(at, path, mode); }
