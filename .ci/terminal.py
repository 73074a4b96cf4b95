"""Starts a command on a terminal of 80x24, waits for the full screen, ends it, and looks at what remains.

Fails when the screen does not come within 15 minutes (a first build may be part of the command), when the
program does not end within 20 seconds of being told to, or when it leaves the alternate screen on.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"


def read_until(fd, mark, seen, deadline):
    while mark not in seen:
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        if select.select([fd], [], [], left)[0]:
            try:
                part = os.read(fd, 65536)
            except OSError:
                part = b""
            if not part:
                return mark in seen
            seen.extend(part)
    return True


def foreground(fd):
    """The process group that has the terminal: the program itself, when a shell or cargo started it."""
    return os.tcgetpgrp(fd)


def main():
    child, fd = pty.fork()
    if child == 0:
        os.execvp("bash", ["bash", "-c", sys.argv[1]])
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = bytearray()
    if not read_until(fd, ENTER, seen, time.monotonic() + 900):
        sys.stdout.buffer.write(bytes(seen[-4000:]))
        sys.exit("the full screen did not come")
    del seen[: seen.index(ENTER) + len(ENTER)]
    read_until(fd, b"sangfroid", seen, time.monotonic() + 10)
    if not seen:
        sys.exit("the full screen stayed empty")
    os.killpg(foreground(fd), signal.SIGTERM)
    if not read_until(fd, LEAVE, seen, time.monotonic() + 20):
        sys.exit("the program did not give the terminal back")
    os.close(fd)
    os.waitpid(child, 0)
    print(f"the first screens took {len(seen)} bytes; the terminal was given back")


main()
