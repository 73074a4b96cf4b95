"""Runs both Python verifiers on many logs, for the differential test.

stdin: for each case one byte of flags (1 = original), forty digits or forty spaces, the length of the log in
four bytes, the log. stdout: for each case "exit line" of the strict verifier, and the line that the
sixteen-line verifier refuses (0 = none).
"""
import importlib.util, io, re, struct, sys

strict_path, short_path = sys.argv[1:3]
spec = importlib.util.spec_from_file_location('strict', strict_path)
strict = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(strict)
with open(short_path) as file:
    short = compile(file.read(), short_path, 'exec')


def refused_line(log):
    try:
        exec(short, {'open': lambda *_: io.BytesIO(log), 'print': lambda *_: None})
        return 0
    except SystemExit as stop:
        return int(re.match(r'line (\d+)', str(stop)).group(1))


sys.argv = ['verify', 'log']
stdin = sys.stdin.buffer
while True:
    head = stdin.read(45)
    if not head:
        break
    flags, code, length = head[0], head[1:41].decode().strip(), struct.unpack('>I', head[41:])[0]
    log = stdin.read(length)
    checked, thorough = strict.Log(original=bool(flags)), strict.Log(original=bool(flags))
    thorough.quick = lambda raw: False
    for one in checked, thorough:
        one.read([io.BytesIO(log)])
        if code:
            one.look_for(code)
            one.code_lost = not one.code_line
    # The quick look may save time and nothing else.
    heard = [(one.exit(), one.bad_line(), one.fault, one.heads, one.clock.words(), one.findings, one.texts_withheld)
             for one in (checked, thorough)]
    assert heard[0] == heard[1], (log, heard)
    print(checked.exit(), checked.bad_line(), refused_line(log))
