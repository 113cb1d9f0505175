{{ config(materialized='table') }}
{% set dt = modules.datetime %}
{% set d = dt.datetime(2024, 2, 29, 13, 5, 7) %}
{% set day = dt.date(2024, 3, 1) %}
{% set re = modules.re %}
{% set m = re.match('([a-z]+)_(\\d+)', 'abc_123_x') %}
{% set its = modules.itertools %}
{% set vals = {
 'a': d, 'b': d.strftime('%Y-%m-%d'), 'c': d + dt.timedelta(days=1, hours=2), 'd': (d - dt.datetime(2024, 1, 1)).days, 'e': day, 'f': day.isoformat(), 'g': day - dt.timedelta(days=1), 'h': (day - dt.date(2023, 3, 1)).days, 'i': dt.datetime.strptime('2020-05-06', '%Y-%m-%d'), 'j': dt.datetime.strptime('2020-05-06 10:11:12', '%Y-%m-%d %H:%M:%S').hour,
 'k': d.date(), 'l': d.year, 'm': d.weekday(), 'n': d.isoweekday(), 'o': d.isoformat(), 'p': d.replace(day=1), 'q': day.replace(month=1, day=31), 'r': d > dt.datetime(2023, 1, 1), 's': dt.datetime.fromisoformat('2020-01-02T03:04:05'), 't': dt.date.fromisoformat('2020-01-02'), 'u': (d - dt.timedelta(minutes=90)).time(), 'v': dt.timedelta(days=3).total_seconds(), 'w': dt.timedelta(hours=25), 'x': dt.datetime.combine(day, dt.time(1, 2, 3)), 'y': dt.datetime.now().year >= 2024, 'z': dt.date.today().year >= 2024, 'aa': dt.datetime.utcnow().year >= 2024, 'ab': day.strftime('%b %d, %Y'), 'ac': modules.datetime.timedelta(1) * 2, 'ad': d == d, 'ae': day.toordinal(), 'ag': dt.datetime(2020,1,1,tzinfo=modules.pytz.utc), 'ah': modules.pytz.timezone('America/New_York'), 'ai': modules.pytz.utc.localize(d), 'aj': run_started_at.astimezone(modules.pytz.timezone('Europe/Berlin')).strftime('%Z') in ['CET', 'CEST'], 'ak': modules.pytz.timezone('Europe/Berlin').localize(d), 'al': d.isocalendar()[1], 'am': dt.datetime.fromtimestamp(0, modules.pytz.utc),
 'ra': m.group(1), 'rb': m.groups(), 'rc': m.group(0), 'rd': re.match('x', 'abc'), 're': re.search('\\d+', 'ab12c3').group(), 'rf': re.sub('[^a-z]', '_', 'a b-c'), 'rg': re.findall('\\d', 'a1b2'), 'rh': re.split('[,;]', 'a,b;c'), 'ri': re.fullmatch('a+', 'aaa') is not none, 'rj': re.sub('(a)(b)', '\\2\\1', 'abab'), 'rk': re.search('ABC', 'xabc', re.IGNORECASE) is not none, 'rl': re.compile('b+').sub('x', 'abbb'), 'rm': re.findall('(\\w)=(\\d)', 'a=1 b=2'), 'rn': re.search('(?P<n>\\d+)', 'x42').group('n'), 'ro': re.escape('a.b'), 'rp': re.match('(?P<a>x)(?P<b>y)?', 'x').groupdict(), 'rq': re.search('b', 'abc').start(), 'rr': re.search('b', 'abc').span(),
 'ia': its.product(['a', 'b'], [1, 2]) | list, 'ib': its.chain([1], [2, 3]) | list, 'ic': its.combinations([1, 2, 3], 2) | list, 'id': its.permutations([1, 2, 3], 2) | list | length, 'ie': its.islice([1, 2, 3, 4], 2) | list, 'ig': its.zip_longest([1, 2], ['a']) | list, 'ih': its.repeat('x', 3) | list, 'ii': its.accumulate([1, 2, 3]) | list
} %}
{% for k, v in vals.items() -%}
select '{{ k }}' as k, '{{ (v | string) | replace("'", "''") }}' as v {{ 'union all' if not loop.last }}
{% endfor %}
