package dev.floe.models.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.floe.jinja.JinjaEnvironment;
import dev.floe.jinja.JinjaException;
import dev.floe.jinja.Values;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What templates get from {@code modules}; the expected texts are CPython's. */
class PythonModulesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-02-29T13:05:07Z"), ZoneOffset.UTC);

    private static String print(String expression) {
        return JinjaEnvironment.dbt()
                .build()
                .parse("{{ " + expression + " }}", "test")
                .render(name -> name.equals("modules") ? new PythonModules(CLOCK) : Values.MISSING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            date(2024, 3, 1) - modules.datetime.timedelta(days=1) | 2024-02-29
            date(2024, 3, 1) - modules.datetime.date(2023, 3, 1) | 366 days, 0:00:00
            datetime(2024, 1, 31, 23, 30) + modules.datetime.timedelta(hours=1) | 2024-02-01 00:30:00
            datetime(2024, 1, 1) > modules.datetime.datetime(2023, 1, 1) | True
            datetime(2024, 1, 1, 1, 2, 3, 4) | 2024-01-01 01:02:03.000004
            datetime(2024, 1, 1).strftime('%Y%m%d %-d %b %j %A %I %p') | 20240101 1 Jan 001 Monday 12 AM
            datetime.strptime('06.05.2020 10', '%d.%m.%Y %H') | 2020-05-06 10:00:00
            datetime.fromisoformat('2020-01-02T03:04:05') | 2020-01-02 03:04:05
            datetime.utcnow().isoformat() | 2024-02-29T13:05:07
            date.today() | 2024-02-29
            datetime.combine(modules.datetime.date(2024, 1, 1), modules.datetime.time(1, 2)) | 2024-01-01 01:02:00
            timedelta(hours=25) | 1 day, 1:00:00
            timedelta(days=1.5).total_seconds() | 129600.0
            timedelta(minutes=-1) | -1 day, 23:59:00
            date(2024, 2, 29).replace(month=1, day=31) | 2024-01-31
            """)
    void datesAndTimesCalculateAndPrintAsInPython(String expression, String expected) {
        assertThat(print("modules.datetime." + expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            utc.localize(modules.datetime.datetime(2024, 1, 1)) | 2024-01-01 00:00:00+00:00
            timezone('Europe/Berlin').localize(modules.datetime.datetime(2024, 7, 1)) | 2024-07-01 00:00:00+02:00
            timezone('America/New_York') | America/New_York
            timezone('Europe/Berlin').localize(modules.datetime.datetime(1997, 7, 1)).replace(month=12) | 1997-12-01 00:00:00+02:00
            utc.localize(modules.datetime.datetime(9999, 12, 31)).timestamp() | 253402214400.0
            """)
    void timeZonesLocalize(String expression, String expected) {
        assertThat(print("modules.pytz." + expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"America/Los_Angeles, -07:53", "Europe/Berlin, +00:53", "UTC, +00:00"})
    void aDatetimeMadeWithAZoneHasTheFirstOffsetOfTheZone(String zone, String offset) {
        String place = "modules.pytz.timezone('" + zone + "')";
        assertThat(print("modules.datetime.datetime(1997, 9, 29, 6, 14, tzinfo=" + place + ")"))
                .isEqualTo("1997-09-29 06:14:00" + offset);
        assertThat(print("modules.datetime.datetime(1997, 9, 29).replace(tzinfo=" + place + ")"))
                .isEqualTo("1997-09-29 00:00:00" + offset);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            match('([a-z]+)_(\\\\d+)', 'abc_123_x').groups() | ('abc', '123')
            match('x', 'abc') | None
            search('(?P<n>\\\\d+)', 'x42').group('n') | 42
            sub('(a)(b)', '\\\\2\\\\1', 'abab') | baba
            sub('[^a-z]', '_', 'a b-c') | a_b_c
            findall('(\\\\w)=(\\\\d)', 'a=1 b=2') | [('a', '1'), ('b', '2')]
            split('[,;]', 'a,b;c') | ['a', 'b', 'c']
            search('ABC', 'xabc', modules.re.IGNORECASE).span() | (1, 4)
            compile('b+').sub('x', 'abbb') | ax
            findall('(?x) ( \\\\d+ ) # the [number', 'a 12') | ['12']
            findall('{\\\\s*ref(\\\\w)}', '{ refx}') | ['x']
            findall('[[a]+', '[a') | ['[a']
            findall('a{,2}b', 'aab') | ['aab']
            findall('[^]x]+', ']]yy') | ['yy']
            search('(?P<q>.)a(?P=q)', '-a-').group() | -a-
            """)
    void regularExpressionsFindAndReplaceAsInPython(String expression, String expected) {
        assertThat(print("modules.re." + expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            product(['a', 'b'], [1, 2]) | [('a', 1), ('a', 2), ('b', 1), ('b', 2)]
            chain([1], [2, 3]) | [1, 2, 3]
            combinations([1, 2, 3], 2) | [(1, 2), (1, 3), (2, 3)]
            permutations([1, 2]) | [(1, 2), (2, 1)]
            islice([1, 2, 3, 4], 1, 3) | [2, 3]
            zip_longest([1, 2], ['a'], fillvalue='-') | [(1, 'a'), (2, '-')]
            """)
    void iterationsCombine(String expression, String expected) {
        assertThat(print("modules.itertools." + expression + " | list")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modules.datetime.date(2024, 13, 1)",
                "modules.datetime.datetime.strptime('x', '%Y')",
                "modules.datetime.date(2024, 1, 1) + 1",
                "modules.pytz.timezone('Nowhere/At_All')",
                "modules.re.match('(', 'x')",
                "modules.os"
            })
    void whatPythonRefusesIsRefused(String expression) {
        assertThatThrownBy(() -> print(expression + " ~ 'x'.y.z")).isInstanceOf(JinjaException.class);
    }
}
