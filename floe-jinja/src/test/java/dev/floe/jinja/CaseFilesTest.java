package dev.floe.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.floe.jinja.CaseFile.Case;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates, and what Jinja2 3.1.6 in dbt's environment makes of them. */
class CaseFilesTest {
    private static final JinjaEnvironment DBT = JinjaEnvironment.dbt().build();

    static Stream<Case> cases() {
        return Stream.of("statements", "operators", "filters", "methods", "tests", "formats")
                .flatMap(name -> CaseFile.read(name).stream());
    }

    static Stream<Case> whitespace() {
        return CaseFile.read("whitespace").stream();
    }

    static Stream<Case> undefined() {
        return CaseFile.read("undefined").stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersAsJinja2(Case testCase) {
        check(DBT, testCase);
    }

    @ParameterizedTest
    @MethodSource("whitespace")
    void controlsWhitespaceAsJinja2(Case testCase) {
        String options = testCase.options();
        JinjaEnvironment jinja = JinjaEnvironment.builder()
                .trimBlocks(options.charAt(0) == '1')
                .lstripBlocks(options.charAt(1) == '1')
                .keepTrailingNewline(options.charAt(2) == '1')
                .build();
        check(jinja, testCase);
    }

    @ParameterizedTest
    @MethodSource("undefined")
    void treatsUndefinedAsJinja2(Case testCase) {
        UndefinedKind kind = UndefinedKind.valueOf(testCase.options());
        check(JinjaEnvironment.builder().undefinedKind(kind).build(), testCase);
    }

    private static void check(JinjaEnvironment jinja, Case testCase) {
        if (testCase.output() != null) {
            assertThat(jinja.parse(testCase.template(), "case").render(Context.empty()))
                    .isEqualTo(testCase.output());
            return;
        }
        JinjaException error = catchThrowableOfType(
                JinjaException.class,
                () -> jinja.parse(testCase.template(), "case").render(Context.empty()));
        assertThat(error).as("an error").isNotNull();
        assertThat(error.kind().pythonName() + ": " + error.detail())
                .isEqualTo(testCase.kind() + ": " + testCase.message());
    }
}
