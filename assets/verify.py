#!/usr/bin/env python3
"""Checks a sangfroid log, version 1 (Python 3.8 or later). Give the segments of one writer in name order:
verify.py [--original] [--code FORTY-DIGITS] [--seals FOLDER] lap3-9f2c.0001.jsonl lap3-9f2c.0002.jsonl
--seals writes every signature of the log into FOLDER and prints the ssh-keygen commands that check them.
Exit: 0 intact, 4 altered, 5 last line incomplete or changed, 6 intact but newer, 2 usage, 3 unreadable."""
import hashlib, json, os, re, sys
LINE = re.compile(rb'(?:(\{"e":(\{[^\0-\x1f\x7f]*\}),)|\{"k":"([0-9a-f]{64})",)\t(?:"d":(\{[^\0-\x1f\x7f]*\}),)?\t'
                  rb'"p":"([0-9a-f]{64})","h":"([0-9a-f]{64})"\}\n')
ESCAPED = re.compile('[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]')
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(',', ':'))
TORN = ('no line feed', 'too long', 'not in the form of a line', 'content changed')  # an interrupted write can do this
SIGNED = {'seal': 'sangfroid-seal', 'signon': 'sangfroid-signon', 'signoff': 'sangfroid-signoff'}
class Fault(ValueError): pass
def need(condition, fault):
    if not condition: raise Fault(fault)
def sha(data): return hashlib.sha256(data).hexdigest()
def spoken(head): return '%040d' % (int(head, 16) % 10**40)
def like(value, pattern): return isinstance(value, str) and re.fullmatch(pattern, value)
def spell(value):                                   # the only spelling that a writer may use
    return ESCAPED.sub(lambda c: '\\u%04x' % ord(c.group()), ENCODER.encode(value))
def depth(v): return 1 + max(map(depth, v.values() if isinstance(v, dict) else v), default=0) if isinstance(v, (dict, list)) else 0
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
class Chain:
    def __init__(self, original, code):
        self.original, self.code, self.code_line = original, code, 0
        self.lines, self.head, self.last, self.writer, self.newer, self.withheld = 0, '0' * 64, None, None, False, 0
        self.heads, self.signed, self.opened = ['0' * 64], None, {}
    def line(self, raw):
        if raw == self.last: return                 # written twice after a disk fault: legal, not counted
        need(raw.endswith(b'\n'), 'no line feed')
        need(len(raw) <= 65536, 'too long')
        need(found := LINE.fullmatch(raw), 'not in the form of a line')
        column, event, k, d, p, h = found.groups()
        need(sha(p + (k or sha(column).encode())) == h.decode(), 'content changed')
        need(p.decode() == self.head, 'lines were removed, added or moved before it')
        need(event or not d, 'a readable text without commitment')
        newer, missing, writer = self.event(event, d) if event else (False, 1, self.writer)
        need(not (self.original and missing), 'a text is missing')
        self.lines, self.head, self.last, self.writer = self.lines + 1, h.decode(), raw, writer
        self.newer, self.withheld = self.newer or newer, self.withheld + missing
        if self.signed is not None: self.heads.append(self.head)
        if self.code == spoken(self.head): self.code_line = self.lines
    def event(self, raw, d):
        e = load(raw, 'the event is not in the only spelling'); c = e.get('c', {})
        need(type(e.get('v')) is int and e['v'] >= 1, 'no version')
        need(self.lines or e.get('do') == 'open', 'the first line does not open the log')
        name = like(e.get('id'), r'([a-z0-9.-]+)\.([0-9]+)')
        need(name and name.group(2) == str(self.lines + 1) and self.writer in (None, name.group(1)), 'number or writer')
        need(isinstance(c, dict) and all(like(f, '[a-z_]+') and like(c[f], '[0-9a-f]{64}') for f in c), 'commitments')
        shown = load(d, 'texts are not in the only spelling') if d else {}
        need(all(isinstance(v, list) and len(v) == 2 and like(v[0], '[0-9a-f]{32}') and isinstance(v[1], str)
                 for v in shown.values()) and (shown or not d), 'texts are not in the only spelling')
        need(all(f in c for f in shown), 'a readable text without commitment')
        need([f for f in c if f in shown] == list(shown), 'texts are not in the order of the commitments')
        need(all(sha(f'{s}:{f}:{t}'.encode()) == c[f] for f, (s, t) in shown.items()), 'a text was changed')
        if self.signed is not None: self.collect(e, e.get('x', {}), name.group(1))
        return e['v'] > 1, len(c) - len(shown), name.group(1)
    def collect(self, e, x, writer):                # what somebody signed: head n, and who they are
        if e.get('do') == 'open': self.opened = x
        if e.get('do') not in SIGNED or not isinstance(x, dict) or 'sig' not in x: return
        key, n = x.get('key', self.opened.get('key')), x.get('n')
        who = writer if e['do'] == 'seal' else x.get('initials')
        need(type(n) is int and 0 <= n <= self.lines and like(key, '[a-z0-9@.-]+ [A-Za-z0-9+/=]+'), 'a signature covers nothing')
        need(like(who, '[A-Za-z0-9.-]+') and like(x['sig'], '[A-Za-z0-9+/=]+'), 'a signature is not in its form')
        parts = [SIGNED[e['do']] + ' v1', str(self.opened.get('inc')), writer, str(n), self.heads[n]] + [who] * (e['do'] != 'seal')
        self.signed.append((self.lines + 1, who, SIGNED[e['do']], key, x['sig'], '\n'.join(parts) + '\n'))
def write_seals(signed, folder):
    os.makedirs(folder, exist_ok=True)
    write = lambda name, text: open(os.path.join(folder, name), 'w', newline='').write(text)
    write('allowed_signers', ''.join(sorted({f'{who} namespaces="{name}" {key}\n' for _, who, name, key, _, _ in signed})))
    for line, who, name, _, signature, text in signed:
        write(f'{line}.msg', text)
        write(f'{line}.sig', f'-----BEGIN SSH SIGNATURE-----\n{signature}\n-----END SSH SIGNATURE-----\n')
        print(f'ssh-keygen -Y verify -f {folder}/allowed_signers -I {who} -n {name} -s {folder}/{line}.sig < {folder}/{line}.msg')
def verify(segments, original=False, code=None, seals=None): # open binary files; gives exit code, bad line or 0, fault, chain
    chain, fault = Chain(original, code), None
    chain.signed = [] if seals else None
    for file in segments:
        for raw in iter(lambda: file.readline(65537), b''):
            try: chain.line(raw); fault = None      # what was torn at the end of a segment stands in the next one
            except Fault as found:
                fault = found.args[0]
                while raw and not raw.endswith(b'\n'): raw = file.readline(65537)
                if raw and fault == 'no line feed': fault = 'too long'
                if fault not in TORN or any(block.strip(b'\0') for block in iter(lambda: file.read(65536), b'')):
                    return 4, chain.lines + 1, fault, chain
    fault = fault or (None if chain.lines else 'no line at all')
    result = 4 if code and not chain.code_line else 5 if fault else 6 if chain.newer else 0
    return result, chain.lines + 1 if fault else 0, fault, chain
def main(args):
    original, code, files = '--original' in args, None, [a for a in args if a != '--original']
    if '--code' in files[:1]: code, files = re.sub(r'[\s.-]', '', ''.join(files[1:2])), files[2:]
    seals = files[1] if files[:1] == ['--seals'] and len(files) > 1 else None
    if seals: files = files[2:]
    if not files or code is not None and not re.fullmatch('[0-9]{40}', code): print(__doc__); return 2
    try: result, bad, fault, chain = verify([open(name, 'rb') for name in files], original, code, seals)
    except OSError as error: print(error); return 3
    print(('intact', 'ALTERED', 'INCOMPLETE', 'intact, newer')[max(0, result - 3)], f'(line {bad}: {fault})' if bad else '')
    print(f'{chain.lines} lines intact, {chain.withheld} texts or lines withheld; head {chain.head}')
    print('spoken code', *(spoken(chain.head)[i:i + 5] for i in range(0, 40, 5)))
    if seals: write_seals(chain.signed, seals)
    if code: print('code given:', f'line {chain.code_line} of {chain.lines}' if chain.code_line else 'not found: cut or rewritten')
    return result
if __name__ == '__main__': sys.exit(main(sys.argv[1:]))
