#!/usr/bin/env python3
"""Checks the logs of sangfroid, format version 1. Needs Python 3.8 or later and nothing else.

    verify.py [--original] [--code DIGITS] [--seals FOLDER] PATH [PATH ...]

PATH is the folder of an incident, or a file of a log. Files of one writer in one folder are one log.
Logs of one writer in several places are copies of each other, and are compared.

    --original      nothing may be withheld, as in the folder on the laptop itself
    --code DIGITS   the spoken code that was written down: 40 digits, or the first 20, which prove less
    --seals FOLDER  writes every signature into FOLDER and prints the ssh-keygen commands to check them

Exit: 0 intact, 1 intact with a remark, 2 usage, 3 unreadable, 4 altered or contradicted, 5 incomplete (the last
line is cut or changed, or the end, a log or a file is missing), 6 intact and written by a newer version."""
import datetime, hashlib, json, os, re, shlex, stat, sys

# A line has three columns: the event (or, withheld, only its digest k), readable texts, and the digests.
LINE = re.compile(rb'(?:(\{"e":(\{[^\0-\x1f\x7f]*\}),)|\{"k":"([0-9a-f]{64})",)\t'
                  rb'(?:"d":(\{[^\0-\x1f\x7f]*\}),)?\t"p":"([0-9a-f]{64})","h":"([0-9a-f]{64})"\}\n')
# Most lines are of this plain kind: known members in order, nothing nested, no escapes. Any other line, and
# any that fails the quick look, gets the thorough look, which alone decides what is wrong with it.
TEXT, COUNT, HEX = rb'"[ !#-[\]-~]*"', rb'(?:0|[1-9][0-9]{0,15})', rb'"[0-9a-f]{64}"'
MOMENT = r'[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z'
PARAMETER = rb'"[a-z0-9_]+":(?:%b|-?[1-9][0-9]{0,15}|0|true)' % TEXT
COMMITMENT = rb'"[a-z_]+":%b' % HEX
SHOWN = rb'"[a-z_]+":\["[0-9a-f]{32}","[^\0-\x1f\x7f"\\]*"\]'
def some(one): return rb'%b(?:,%b)*' % (one, one)   # one or more of them, with commas between
PLAIN = re.compile(
    rb'(\{"e":\{"v":1,"id":"([a-z0-9.-]+\.[0-9]+)","t":"(%b)","b":"([0-9a-f]{8})","m":(%b),"l":%b,"who":%b,'
    rb'"do":"([a-z.]+)"(?:,"at":%b)?(?:,"x":\{(%b)\})?(?:,"c":\{(%b)\})?\},)\t(?:"d":\{(%b)\},)?\t'
    rb'"p":"([0-9a-f]{64})","h":"([0-9a-f]{64})"\}\n'
    % (MOMENT.encode(), COUNT, COUNT, TEXT, TEXT, some(PARAMETER), some(COMMITMENT), some(SHOWN)))
NAMES = re.compile(rb'"([a-z0-9_]+)":')
COMMITMENTS = re.compile(rb'"([a-z_]+)":"([0-9a-f]{64})"')
TEXTS = re.compile(rb'"([a-z_]+)":\["([0-9a-f]{32})","([^"]*)"\]')
HEARD = set(b'open signon signoff seal witness evidence clock recover'.split())   # these say more: thorough look
ESCAPED = re.compile('[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]')
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(',', ':'))
TORN = ('no line feed', 'too long', 'not in the form of a line', 'content changed')  # what a power cut can do
SIGNED = {'seal': 'sangfroid-seal', 'signon': 'sangfroid-signon', 'signoff': 'sangfroid-signoff'}
SEGMENT = re.compile(r'(.+)\.[0-9]{4}\.jsonl')
WEIGHT = {code: weight for weight, codes in (
    (4, 'fork rewritten attachment-changed cut-off-changed seal-moved signers-other actor-replayed superseded-other'),
    (5, 'rollback lost-tail put-back log-missing attachment-missing'), (1, 'contradicts log-not-given head-unjudged '
     'attachment-unknown attachment-unjudged log-unknown signers-unjudged incident-other')) for code in codes.split()}
class Fault(ValueError): pass
def need(condition, fault):
    if not condition: raise Fault(fault)
def sha(data): return hashlib.sha256(data).hexdigest()
def hexa(data): return hashlib.sha256(data).hexdigest().encode()
def spoken(head): return '%040d' % (int(head, 16) % 10**40)
def like(value, pattern): return isinstance(value, str) and re.fullmatch(pattern, value)
def count(value): return type(value) is int and value >= 0
def show(text): return ''.join(c if c.isprintable() else '\\u%04x' % ord(c) for c in text)

# The only spelling that a writer may use, so that no two readers can be shown different things.
def spell(value): return ESCAPED.sub(lambda c: '\\u%04x' % ord(c.group()), ENCODER.encode(value))
def depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)
def members(pairs):
    need(len(dict(pairs)) == len(pairs) and all(n.isidentifier() or '\\' not in spell(n) for n, _ in pairs), 'names')
    return dict(pairs)
def integer(digits): return int(digits if len(digits.lstrip('-')) <= 16 else 'too long')
DECODER = json.JSONDecoder(object_pairs_hook=members, parse_int=integer, parse_float=int, parse_constant=int)
def load(raw, fault):                               # one JSON object, at most 16 deep, in the only spelling
    try:
        text = raw.decode()
        value = DECODER.decode(text)
        need(spell(value) == text and (text.count('{') + text.count('[') <= 16 or depth(value) <= 16), fault)
        return value
    except (ValueError, RecursionError): raise Fault(fault)

class Clock:                                        # what the laptop's clock did: to weigh times by, never a fault
    def __init__(self):
        self.steps, self.backwards, self.compared, self.step_count, self.odd = [], [], [], 0, []
        self.late, self.late_by, self.minute, self.start, self.last = 0, 0, None, 0, None
    def wall(self, t):                              # milliseconds since 1970; None when there is no such moment
        if t[:17] != self.minute:
            try: day = datetime.date(int(t[:4]), int(t[5:7]), int(t[8:10])).toordinal() - 719163
            except ValueError: return None
            if t[11:13] > '23' or t[14:16] > '59': return None
            self.minute, self.start = t[:17], (day * 1440 + int(t[11:13]) * 60 + int(t[14:16])) * 60000
        return self.start + int(t[17:19] + t[20:23]) if t[17:19] <= '60' else None
    def take(self, line, wall, boot, passed):
        if self.last:
            moved, other = wall - self.last[0], self.last[1] != boot
            if not other:
                moved -= max(0, passed - self.last[2])
                if not -2000 <= moved <= 2000:
                    self.step_count += 1
                    if len(self.steps) < 20: self.steps.append((line, moved))
            elif moved < 0 and len(self.backwards) < 20: self.backwards.append((line, moved))
        if not 1704067200000 <= wall < 4133980800000: self.odd.append(line)   # years 2024 to 2100
        self.last = wall, boot, passed
    def words(self):
        said = [] if self.compared else ['This clock was never compared with another one.']
        said += [f'Compared in line {n}: the other clock was {span(by)} '
                 f'{"behind" if by < 0 else "ahead of"} this one.' for n, by in self.compared]
        said += [f'Between lines {n - 1} and {n} the clock was moved by {"-" if by < 0 else "+"}{span(by)}.'
                 for n, by in self.steps]
        if self.step_count > 20: said.append(f'The clock was moved {self.step_count - 20} more times.')
        said += [f'Line {n} is {span(by)} earlier than the line before, after a restart.' for n, by in self.backwards]
        if self.odd: said.append(f'The year of line {self.odd[0]} is impossible; lines like this: {len(self.odd)}.')
        if self.late: said.append(f'{self.late} lines were written later than what they tell, '
                                  f'at most by {span(self.late_by)}.')
        return ' '.join(said)
def span(ms):
    s = abs(ms) // 1000
    return (f'{s // 86400} d ' if s >= 86400 else '') + f'{s // 3600 % 24}:{s // 60 % 60:02}:{s % 60:02}'

class Log:                                          # one writer's log in one place
    def __init__(self, name='log', place=0, original=False):
        self.name, self.place, self.original, self.label = name, place, original, ''
        self.lines, self.head, self.heads, self.last, self.id = 0, b'0' * 64, bytearray(b'0' * 64), None, None
        self.newer, self.texts_withheld, self.lines_withheld = False, 0, 0
        self.fault, self.torn, self.code_line, self.code_lost = None, False, 0, False
        self.opened, self.signed, self.keys, self.seen, self.attachments, self.cut_off = {}, [], set(), [], {}, []
        self.pieces, self.signed_at, self.exercise = [], {}, False
        self.clock, self.findings, self.same = Clock(), [], []
    def read(self, segments):                       # binary files, in the order of their names
        for file in segments:
            for raw in iter(lambda: file.readline(65537), b''):
                if self.quick(raw): continue
                try: moved = self.line(raw)
                except Fault as found:
                    self.fault, piece = found.args[0], raw
                    while raw and not raw.endswith(b'\n'): raw = file.readline(65537)
                    if raw and self.fault == 'no line feed': self.fault = 'too long'
                    rest = iter(lambda: file.read(65536), b'')
                    self.torn = self.fault in TORN and not any(block.strip(b'\0') for block in rest)
                    if not self.torn: return self
                    self.pieces = (self.pieces + [piece])[:16]
                else:                               # what was torn at the end of a segment stands in the next one
                    if moved and self.fault: self.make_good(raw)
        if not self.lines and not self.fault: self.fault, self.torn = 'no line at all', True
        return self
    def make_good(self, raw):                       # an interrupted write leaves a beginning, parts of it not there yet
        becomes = lambda piece: all(byte in (0, want) for byte, want in zip(piece, raw.ljust(len(piece), b'\0')))
        if not all(map(becomes, self.pieces)): self.find('superseded-other', self.lines, 'the file before ends with other bytes than these')
        self.fault, self.pieces = None, []
    def quick(self, raw):                           # takes a plain line that is good in every way, and no other
        found = PLAIN.fullmatch(raw)
        if not found or self.fault or not self.id or len(raw) > 65536: return False
        column, name, t, boot, passed, do, parameters, commitments, texts, p, h = found.groups()
        if p != self.head or hexa(p + hexa(column)) != h: return False
        if name != b'%b.%d' % (self.id, self.lines + 1) or do in HEARD: return False
        if parameters:
            names = NAMES.findall(parameters)
            if len(set(names)) != len(names) or b'late' in names: return False
        if commitments:
            promised, shown = COMMITMENTS.findall(commitments), TEXTS.findall(texts or b'')
            if len(dict(promised)) != len(promised): return False
            if [(f, hexa(b'%b:%b:%b' % (s, f, text))) for f, s, text in shown] != promised: return False
            try: plain = texts.isascii() or not ESCAPED.search(texts.decode())
            except ValueError: return False
            if not plain: return False
        elif texts: return False
        wall = self.clock.wall(t.decode())
        if wall is None: return False
        self.lines, self.head, self.last = self.lines + 1, h, raw
        self.heads += h
        self.clock.take(self.lines, wall, boot.decode(), int(passed))
        return True
    def line(self, raw):                            # the thorough look
        if raw == self.last: return False           # written twice after a disk fault: legal, not counted
        need(raw.endswith(b'\n'), 'no line feed')
        need(len(raw) <= 65536, 'too long')
        found = LINE.fullmatch(raw)
        need(found, 'not in the form of a line')
        column, event, k, d, p, h = found.groups()
        need(hexa(p + (k or hexa(column))) == h, 'content changed')
        need(p == self.head, 'lines were removed, added or moved before it')
        need(event or not d, 'a readable text without commitment')
        e, missing = self.event(event, d) if event else (None, 0)
        need(not self.original or event and not missing, 'a text is missing')
        self.texts_withheld, self.lines_withheld = self.texts_withheld + missing, self.lines_withheld + (not event)
        self.lines, self.head, self.last = self.lines + 1, h, raw
        if e: self.hear(e, e.get('x', {}), missing)
        self.heads += h
        return True
    def event(self, raw, d):
        e = load(raw, 'the event is not in the only spelling'); c = e.get('c', {})
        need(count(e.get('v')) and e['v'] >= 1, 'no version')
        need(self.lines or e.get('do') == 'open', 'the first line does not open the log')
        name = like(e.get('id'), r'([a-z0-9.-]+)\.([0-9]+)')
        need(name and name.group(2) == str(self.lines + 1), 'not the number of the line')
        need(self.id in (None, name.group(1).encode()), 'another writer')
        need(isinstance(c, dict) and all(like(f, '[a-z_]+') and like(c[f], '[0-9a-f]{64}') for f in c), 'commitments')
        shown = load(d, 'texts are not in the only spelling') if d else {}
        need(all(isinstance(v, list) and len(v) == 2 and like(v[0], '[0-9a-f]{32}') and isinstance(v[1], str)
                 for v in shown.values()) and (shown or not d), 'texts are not in the only spelling')
        need(all(f in c for f in shown), 'a readable text without commitment')
        need([f for f in c if f in shown] == list(shown), 'texts are not in the order of the commitments')
        need(all(sha(f'{s}:{f}:{t}'.encode()) == c[f] for f, (s, t) in shown.items()), 'a text was changed')
        self.id, self.newer = name.group(1).encode(), self.newer or e['v'] > 1
        return e, len(c) - len(shown)
    def hear(self, e, x, missing):                  # what an accepted line says beyond being whole
        do, clock = e.get('do'), self.clock
        wall = clock.wall(e['t']) if like(e.get('t'), MOMENT) else None
        usual = isinstance(e.get('who'), str) and isinstance(do, str) and count(e.get('m')) and count(e.get('l'))
        if wall is None or not usual or not like(e.get('b'), '[0-9a-f]{8}') or not isinstance(x, dict): return
        clock.take(self.lines, wall, e['b'], e['m'])
        late = clock.wall(x['late']) if like(x.get('late'), MOMENT) else None
        if late is not None: clock.late, clock.late_by = clock.late + 1, max(clock.late_by, late - wall)
        if e['v'] > 1: return
        if do == 'open' and like(x.get('writer'), '[a-z0-9.-]+') and like(x.get('inc'), '[A-Za-z0-9.-]+'):
            self.opened, self.exercise = x, x.get('mode') == 'exercise'
        if do == 'clock' and isinstance(x.get('reference'), str) and type(x.get('by_ms')) is int:
            clock.compared = (clock.compared + [(self.lines, x['by_ms'])])[:20]
        is_described = isinstance(x.get('sha256'), str) and count(x.get('bytes')) and 'item' in e.get('c', ())
        if do == 'evidence' and is_described:
            line, whole = self.attachments.get(x['sha256'], (self.lines, False))
            self.attachments[x['sha256']] = line, whole or not missing
        if do == 'recover' and like(x.get('file'), '[a-z0-9.-]+') and count(x.get('bytes')):
            self.cut_off.append((self.lines, x['file'], x.get('sha256'), x['bytes']))
        if do == 'witness' and isinstance(x.get('heads'), list):
            self.seen += [(self.lines, *row) for row in x['heads'] if isinstance(row, list) and len(row) == 3
                          and like(row[0], '[a-z0-9-]+') and count(row[1]) and like(row[2], '[0-9a-f]{64}')]
        if do in SIGNED or do == 'open': self.sign(do, x, x.get('key', self.opened.get('key')))
    def sign(self, do, x, key):                     # what somebody signed: the head after line n, and who they are
        n, writer = x.get('n'), self.opened.get('writer')
        who = x.get('initials') if do in ('signon', 'signoff') else writer
        plain = like(key, r'([a-z0-9@.-]+ [A-Za-z0-9+/=]+)(?: .*)?') if like(who, '[A-Za-z0-9.-]+') else None
        if plain and (do == 'open' or do != 'seal' and 'sig' in x): self.keys.add((who, plain.group(1)))
        if do == 'open' or 'sig' not in x or not key or not self.opened: return
        first = max(1, self.lines - (1 if do == 'seal' else 1024))   # a seal stands right behind what it covers
        if not (plain and like(x['sig'], '[A-Za-z0-9+/=]+') and count(n) and first <= n < self.lines):
            return self.find('seal-moved', self.lines, 'a signature covers nothing, or is not in its form')
        if do != 'seal':                            # whoever signs, signs what there is
            before, self.signed_at[who] = self.signed_at.get(who, 0), self.lines
            if before > n:
                return self.find('actor-replayed', self.lines, f'the signature of {who} covers line {n}, and their line '
                                 f'{before} was signed after that: it was used a second time')
        parts = [SIGNED[do] + ' v1', self.opened['inc'], writer, str(n), self.after(n)] + [who] * (do != 'seal')
        self.signed.append((self.lines, who, SIGNED[do], plain.group(1), x['sig'], '\n'.join(parts) + '\n'))
    def after(self, n): return self.heads[64 * n:64 * n + 64].decode()   # the head after line n
    def find(self, code, line, words): self.findings.append((code, line, words))
    def look_for(self, code):                       # the last line that the spoken code was written down after
        fits = [n for n in range(1, self.lines + 1) if spoken(self.after(n)).startswith(code)]
        self.code_line = max(fits, default=0)
    def exit(self):
        chain = 4 if self.fault and not self.torn or self.code_lost else 5 if self.fault else 6 if self.newer else 0
        return max([chain] + [WEIGHT[code] for code, _, _ in self.findings], key=(0, 1, 6, 5, 4).index)
    def bad_line(self): return self.lines + 1 if self.fault else 0
    def say(self, code):
        if self.opened: print('incident', self.opened['inc'], '(EXERCISE)' if self.exercise else '(real)')
        bad = f' (line {self.bad_line()}: {self.fault})' if self.fault else ''
        chain = ('ALTERED' if not self.torn else 'INCOMPLETE') if self.fault else 'intact' + ', newer' * self.newer
        if self.exit() in (4, 5) and not self.fault: chain += ' in itself, but contradicted by what is said below'
        print(f'{show(self.name)}\n{chain}{bad}')
        print(f'{self.lines} lines intact, {self.texts_withheld} texts and {self.lines_withheld} lines withheld; '
              f'head {self.head.decode()}')
        print('spoken code', *(spoken(self.head)[i:i + 5] for i in range(0, 40, 5)))
        if code and (self.code_line or self.code_lost):
            print('code given:', f'line {self.code_line} of {self.lines}' if self.code_line else
                  'not found: the log was cut or rewritten after it, or it was copied wrongly')
        if code and len(code) == 20:
            print('Only 20 of 40 digits were given, which prove less: about 66 bits instead of 132.')
        print(f'times: by claim only. {self.clock.words()}')
        print(f'signatures: {len(self.signed)}, not checked here: --seals prepares that check')
        for line, name, _, size in self.cut_off[:10]:
            print(f'line {line}: {size} bytes of an interrupted write were cut off before it; kept by the laptop: log/{name}')
        for name in self.same: print(f'the same {self.lines} lines as {show(name)}')
        for _, line, words in self.findings: print('FOUND:', f'line {line}: {words}' if line else words)

# Folders: which logs lie there, and whether the attachments and keys beside them fit.
def own(folder):                                    # the names in a folder of an incident; a link is refused
    if not os.path.lexists(folder): return []
    if not stat.S_ISDIR(os.lstat(folder).st_mode): raise OSError(f'{folder}: not a folder of its own')
    return sorted(os.listdir(folder))
def regular(path, links=True):                      # opens a file, never a pipe or a device
    found = os.stat(path) if links else os.lstat(path)
    if not stat.S_ISREG(found.st_mode): raise OSError(f'{path}: not a regular file')
    return open(path, 'rb')
def is_file(path, links):
    try: return stat.S_ISREG((os.stat if links else os.lstat)(path).st_mode)
    except OSError: return False
def find_logs(paths):                               # one entry per writer and place: name, place, segments, strays
    logs = {}
    for place, path in enumerate(paths):
        files, strays, folder = [path], [], os.path.dirname(os.path.abspath(path))
        if os.path.isdir(path):
            is_incident = os.path.isdir(os.path.join(path, 'log'))
            folder = os.path.join(path, 'log') if is_incident else path
            names = own(folder) if is_incident else sorted(os.listdir(folder))
            names = [name for name in names if SEGMENT.fullmatch(name)]
            strays = [name for name in names if name[0] == '.' or is_incident and not like(name, '[a-z0-9.-]+')
                      or not is_file(os.path.join(folder, name), not is_incident)]
            names = [name for name in names if name not in strays]
            if not names: raise OSError(f'{folder}: no log in this folder')
            files = [os.path.join(folder, name) for name in names]
        for file in files:
            segment = SEGMENT.fullmatch(os.path.basename(file))
            key = (place if os.path.isdir(path) else folder, segment.group(1)) if segment else (place, file)
            name = segment.group(1) if segment and os.path.isdir(path) else file
            log = logs.setdefault(key, (name if len(paths) == 1 else f'{path}: {name}', place, [], strays))
            if file not in log[2]: log[2].append(file)
            strays = []                             # they are told once, with the first log beside them
    return [(name, place, sorted(segments), strays) for name, place, segments, strays in logs.values()]
def measured(path):                                 # the digest and size of a file of its own; None of any other
    digest, size = hashlib.sha256(), 0
    try:
        with regular(path, links=False) as file:
            for block in iter(lambda: file.read(1 << 20), b''): size += len(block); digest.update(block)
    except OSError: return None
    return digest.hexdigest(), size
def check_cut_off(folder, log):                     # bytes that a power loss cut off; a mirror or a copy has none
    for line, name, *kept in log.cut_off:
        path = os.path.join(folder, 'log', name)
        if os.path.lexists(path) and measured(path) != tuple(kept):
            log.find('cut-off-changed', line, f'log/{show(name)} is not what this line names')
def check_beside(folder, logs):                     # attachments in files/, and the keys in keys/allowed_signers
    hidden, cut, taken, unjudged = any(log.lines_withheld for log in logs), any(log.fault for log in logs), {}, 0
    for log in logs:
        check_cut_off(folder, log)
        for digest, (line, whole) in log.attachments.items():
            if digest not in taken or whole and not taken[digest][2]: taken[digest] = log, line, whole
    for name in own(os.path.join(folder, 'files')):
        found = measured(os.path.join(folder, 'files', name))
        same = found and name == 'sha256-' + found[0]
        known = taken.pop(name[7:], None) if like(name, 'sha256-[0-9a-f]{64}') else None
        if like(name, 'sha256-[0-9a-f]{64}') and not same:
            logs[0].find('attachment-changed', 0, f'files/{show(name)} is not what its name says, or is no file')
        elif not known and same and cut and not hidden: unjudged += 1
        elif not known and not name.startswith('.taking-') and not (same and hidden):
            logs[0].find('attachment-unknown', 0, f'no line took in files/{show(name)}')
    if unjudged: logs[0].find('attachment-unjudged', 0, f'{unjudged} files that no line took in before the fault, '
                              'where the check ended: not judged')
    for digest, (log, line, whole) in sorted(taken.items()):
        if whole: log.find('attachment-missing', line, f'the attachment {show(digest)} is not there')
    if 'allowed_signers' not in own(os.path.join(folder, 'keys')): return
    devices, unjudged = {log.opened.get('writer') for log in logs}, 0
    with regular(os.path.join(folder, 'keys', 'allowed_signers'), links=False) as file:
        for row in file.read(1 << 20).decode(errors='replace').splitlines():
            found = re.fullmatch(r'\s*([^ #]+) .*?((?:sk-)?ssh-[a-z0-9@.-]+ [A-Za-z0-9+/=]+).*', row)
            if not found or any(found.groups() in log.keys for log in logs): continue
            if (hidden or cut) and found.group(1) not in devices: unjudged += 1   # a line not read may have brought it
            else:
                logs[0].find('signers-other', 0, f'keys/allowed_signers has a key of {show(found.group(1))} that no '
                             'line brings: the file was swapped, or the log was cut or written anew')
    if unjudged: logs[0].find('signers-unjudged', 0, f'not judged: {unjudged} keys in keys/allowed_signers')
def part(log, other):                               # the first line that differs in two copies; 0 when none does
    if log.heads.startswith(other.heads) or other.heads.startswith(log.heads): return 0
    return next(n for n in range(1, log.lines + 1) if log.after(n) != other.after(n))
def writer(log): return log.opened.get('writer', log.id.decode() if log.id else log.after(1))
def compare(logs):                                  # copies with each other, and heads that other laptops saw
    for log in logs:
        for other in logs:
            alike = log.lines and other.lines and log.after(1) == other.after(1)    # also where line 1 is withheld
            if log is other or not (alike or log.place != other.place and writer(log) == writer(other)): continue
            parted, missing = part(log, other), other.lines - log.lines
            if parted: log.find('fork', parted, f'from here on, this copy and {show(other.name)} differ: two histories')
            elif not missing and log.lines: log.same.append(other.name)
            elif missing > 0 and (log.torn or not log.fault):
                log.find('rollback', 0, f'ends {missing} lines before {show(other.name)}: it is older, or was cut off')
    for by, (line, whose, n, head) in [(log, row) for log in logs for row in log.seen]:
        its = [log for log in logs if writer(log) == whose]
        met = {log.place for log in its if 1 <= n <= log.lines and log.after(n) == head}
        # Where the line is in a longer copy, that this one ends before is said already.
        accused = [log for log in its if log.place not in met and not (met and log.lines < n)]
        for log in accused[:]:
            broken = log.fault and not log.torn     # what stands behind a fault was not read
            if log is by and n >= line:
                log.find('put-back', line, f'says that this log had {n} lines before: put back, or its end was lost')
                continue
            if broken and n > log.lines:
                log.find('head-unjudged', 0, f'line {n}, seen in line {line} of {show(by.name)}: behind the fault')
                accused.remove(log)
                continue
            saw, or_it = f'line {line} of {show(by.name)} saw ', ', or that line is wrong' if log is not by else ''
            if 1 <= n <= log.lines: log.find('rewritten', n, f'{saw}another digest here: written anew{or_it}')
            else: log.find('lost-tail', 0, f'lost tail: {saw}line {n}, which is not here{or_it}')
        for log in [log for log in accused if log is not by][:1]:
            by.find('contradicts', line, f'saw line {n} of {show(log.name)} otherwise: one of the two is wrong')
def miss(logs, folders):                            # logs that another one saw and that are not here at all
    def answers(log, whose, n, head):               # where no line says whose log it is, the name of its file does
        its = writer(log) == whose or not log.id and log.label.split('.')[0] == whose
        return its or 1 <= n <= log.lines and log.after(n) == head
    for log in logs:
        here, longest = [other for other in logs if log.place not in folders or other.place == log.place], {}
        for line, whose, n, head in log.seen:
            if not any(answers(other, whose, n, head) for other in here) and n > longest.get(whose, (-1, 0))[0]:
                longest[whose] = n, line
        for whose, (n, line) in sorted(longest.items()):
            what = f'the log of {whose}, at least {n} lines, was seen when this line was written and '
            if log.place in folders: log.find('log-missing', line, what + 'is not here: removed, or never held here')
            else: log.find('log-not-given', line, what + 'was not given: nothing is said about it')
def check(paths, original=False, code=None):        # everything that is said below, one Log per writer and place
    logs = []
    for name, place, segments, strays in find_logs(paths):
        logs.append(Log(name, place, original).read([regular(segment) for segment in segments]))
        logs[-1].label = os.path.basename(segments[0]) if SEGMENT.fullmatch(os.path.basename(segments[0])) else ''
        for stray in strays: logs[-1].find('log-unknown', 0, f'{show(stray)} among the logs is none, and was not read')
    folders = {place for place, path in enumerate(paths) if os.path.isdir(os.path.join(path, 'log'))}
    for place in folders: check_beside(paths[place], [log for log in logs if log.place == place])
    if code:
        for log in logs: log.look_for(code)
        for log in logs: log.code_lost = not any(other.code_line for other in logs)
    for log in logs:                                # a folder with the name of one incident, and the log of another
        named, inc = os.path.basename(os.path.normpath(paths[log.place])), log.opened.get('inc')
        if inc and re.fullmatch('(INC|EXERCISE)-[0-9]{4,}-[0-9]{4,}', named) and named != inc:
            log.find('incident-other', 1, f'of another incident, {inc}')
    compare(logs)
    miss(logs, folders)
    return logs
def write_seals(signed, folder):
    os.makedirs(folder, exist_ok=True)
    write = lambda name, text: open(os.path.join(folder, name), 'w', newline='').write(text)
    keys = {f'{who} namespaces="{name}" {key}\n' for _, who, name, key, _, _ in signed}
    write('allowed_signers', ''.join(sorted(keys)))
    at = shlex.quote(folder)
    for line, who, name, _, signature, text in signed:
        write(f'{line}.msg', text)
        write(f'{line}.sig', f'-----BEGIN SSH SIGNATURE-----\n{signature}\n-----END SSH SIGNATURE-----\n')
        print(f'ssh-keygen -Y verify -f {at}/allowed_signers -I {who} -n {name} -s {at}/{line}.sig < {at}/{line}.msg')
def main(args):
    original, code, seals, paths = False, None, None, []
    words = iter(args)
    for word in words:
        if word == '--original': original = True
        elif word == '--code': code = re.sub(r'[\s.-]', '', next(words, ''))
        elif word == '--seals': seals = next(words, '')
        else: paths.append(word)
    if not paths or seals == '' or any(path.startswith('--') for path in paths): print(__doc__); return 2
    if code is not None and not re.fullmatch('[0-9]{40}|[0-9]{20}', code):
        print(f'A spoken code has 40 digits, and its first 20 will do; this has {len(code)} signs: {show(code)}')
        return 2
    try:
        logs = check(paths, original, code)
        for number, log in enumerate(logs):
            log.say(code)
            if seals: write_seals(log.signed, seals if len(logs) == 1 else os.path.join(seals, str(number + 1)))
        sys.stdout.flush()
    except BrokenPipeError: os.dup2(os.open(os.devnull, os.O_WRONLY), 1)   # whoever reads has seen enough
    except OSError as error: print(show(str(error))); return 3
    return max((log.exit() for log in logs), key=(0, 1, 6, 5, 4).index)
if __name__ == '__main__':
    sys.stdout.reconfigure(errors='backslashreplace')
    sys.exit(main(sys.argv[1:]))
