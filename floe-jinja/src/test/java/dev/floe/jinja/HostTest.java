package dev.floe.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HostTest {
    private static final JinjaEnvironment JINJA = JinjaEnvironment.builder().build();

    private static String render(String source, Map<String, ?> variables) {
        return JINJA.parse(source, "t").render(variables);
    }

    @Nested
    class Converting {
        @Test
        void javaValuesBecomePythonValues() {
            Map<String, Object> variables = new LinkedHashMap<>();
            variables.put("a", 1);
            variables.put("b", 1.5f);
            variables.put("c", null);
            variables.put("d", true);
            variables.put("e", BigInteger.TEN.pow(30));
            variables.put("f", List.of("x", 2, Map.of("k", Arrays.asList(1, null))));
            variables.put("g", Optional.of("o"));
            variables.put("h", Optional.empty());
            variables.put("i", new Object[] {1, "z"});
            variables.put("j", UndefinedKind.STRICT);
            variables.put("k", Set.of("one"));
            variables.put("l", new BigDecimal("1.50"));
            variables.put("m", 'c');
            assertThat(render("{{ [a, b, c, d, e, f, g, h, i, j, k, l, m] }}{{ l }}{{ l + 1 }}", variables))
                    .isEqualTo(
                            "[1, 1.5, None, True, 1000000000000000000000000000000, ['x', 2, {'k': [1, None]}], 'o', None,"
                                    + " [1, 'z'], 'STRICT', {'one'}, Decimal('1.50'), 'c']1.502.50");
        }

        @Test
        void aListHandedOverIsCopiedButOneOfValuesIsShared() {
            List<Object> plain = new ArrayList<>(List.of(1));
            List<Object> shared = Values.list(List.of(1));
            Map<Object, Object> dict = Values.dict(Map.of("k", 1));
            render(
                    "{% do p.append(2) %}{% do s.append(2) %}{% do d.update({1: none}) %}",
                    Map.of("p", plain, "s", shared, "d", dict));
            assertThat(plain).containsExactly(1);
            assertThat(shared).containsExactly(1L, 2L);
            assertThat(dict).containsEntry("k", 1L).containsEntry(1L, null);
        }

        @Test
        void resultsComeBackAsJavaValues() {
            Object value = JINJA.evaluate("[1, 2.0, 'x', none, (1,), {'a': true}]", Context.empty());
            Map<String, Object> dict = Map.of("a", true);
            assertThat(value).isEqualTo(Arrays.asList(1L, 2.0, "x", null, List.of(1L), dict));
            assertThat(JINJA.evaluate("2 ** 70", Context.empty())).isEqualTo(BigInteger.TWO.pow(70));
            assertThat(Values.isUndefined(JINJA.evaluate("nope", Context.empty())))
                    .isTrue();
        }

        @Test
        void valuesAnswersWhatTemplatesAsk() {
            assertThat(Values.text(List.of("a", 1))).isEqualTo("['a', 1]");
            assertThat(Values.repr("it's")).isEqualTo("\"it's\"");
            assertThat(Values.isTrue(List.of())).isFalse();
            assertThat(Values.equal(1, 1.0)).isTrue();
            assertThat(Values.text(Values.tuple(List.of(1)))).isEqualTo("(1,)");
        }
    }

    @Nested
    class Looking {
        @Test
        void namesAreAskedForWhenTheyAreNeededAndOnce() {
            List<String> asked = new ArrayList<>();
            Context context = name -> {
                asked.add(name);
                return name.equals("missing") ? Values.MISSING : name + "!";
            };
            String text = JINJA.parse(
                            "{% if a %}{{ a }}{{ b }}{% else %}{{ c }}{% endif %}{{ missing is defined }}{% for i in [1, 2] %}{{ b }}{{ d }}{% endfor %}",
                            "t")
                    .render(context);
            assertThat(text).isEqualTo("a!b!Falseb!d!b!d!");
            assertThat(asked).containsExactly("a", "b", "missing", "d");
        }

        @Test
        void theContextHidesTheGlobals() {
            JinjaEnvironment jinja = JinjaEnvironment.builder()
                    .global("x", "global")
                    .global("y", null)
                    .build();
            assertThat(jinja.parse("{{ x }}{{ y }}", "t").render(Map.of())).isEqualTo("globalNone");
            assertThat(jinja.parse("{{ x }}", "t")
                            .render(Context.of(Map.of("x", "own")).orElse(Context.empty())))
                    .isEqualTo("own");
        }

        @Test
        void aNullInAMapIsNone() {
            Map<String, Object> variables = new HashMap<>();
            variables.put("x", null);
            assertThat(render("{{ x }}{{ x is defined }}", variables)).isEqualTo("NoneTrue");
        }
    }

    @Nested
    class Calling {
        @Test
        void functionsGetPositionalAndKeywordArguments() {
            Callable show = arguments -> arguments.positional() + " " + arguments.keywords();
            assertThat(render("{{ f(1, 'a', *[2], k=none, **{'z': 3}) }}", Map.of("f", show)))
                    .isEqualTo("[1, a, 2] {k=null, z=3}");
        }

        @Test
        void resultsOfCallsCanBeCalled() {
            Callable dispatch = arguments -> (Callable) inner ->
                    arguments.positional().get(0) + "/" + inner.positional().get(0);
            assertThat(render("{{ adapter('m')(7) }}", Map.of("adapter", dispatch)))
                    .isEqualTo("m/7");
        }

        @Test
        void aSignatureSortsArgumentsAndRefusesOthers() {
            Signature signature = Signature.of("var(name, default=None, *args, **kwargs)");
            assertThat(signature.bind(Arguments.of("a"))).containsExactly("a", null, List.of(), Map.of());
            assertThat(signature.bind(Arguments.of(List.of("a", 1L, 2L), Map.of("x", 3L))))
                    .containsExactly("a", 1L, List.of(2L), Map.of("x", 3L));
            Signature strict = Signature.of("f(a, b, c='x, y')");
            assertThat(strict.bind(Arguments.of(List.of(1L), Map.of("b", 2L)))).containsExactly(1L, 2L, "x, y");
            assertThatThrownBy(() -> strict.bind(Arguments.of()))
                    .hasMessageContaining("f() missing 2 required positional arguments: 'a' and 'b'");
            assertThatThrownBy(() -> strict.bind(Arguments.of(1, 2, 3, 4)))
                    .hasMessageContaining("f() takes from 2 to 3 positional arguments but 4 were given");
            assertThatThrownBy(() -> strict.bind(Arguments.of(List.of(1), Map.of("a", 2))))
                    .hasMessageContaining("f() got multiple values for argument 'a'");
            assertThatThrownBy(() -> strict.bind(Arguments.of(List.of(1, 2), Map.of("q", 2))))
                    .hasMessageContaining("f() got an unexpected keyword argument 'q'");
        }
    }

    @Nested
    class Objects {
        private final HostObject relation = new HostObject() {
            @Override
            public Object getAttribute(String name) {
                return name.equals("schema")
                        ? "main"
                        : name.equals("include") ? (Callable) arguments -> "included" : Values.MISSING;
            }

            @Override
            public Object getItem(Object key) {
                return key.equals(0L) ? "first" : Values.MISSING;
            }

            @Override
            public String text() {
                return "main.orders";
            }

            @Override
            public String typeName() {
                return "Relation";
            }

            @Override
            public Optional<Iterator<?>> iterate() {
                return Optional.of(List.of(1, 2).iterator());
            }

            @Override
            public OptionalInt length() {
                return OptionalInt.of(2);
            }
        };

        @Test
        void templatesSeeWhatTheObjectHandsOut() {
            assertThat(render(
                            "{{ r }} {{ r.schema }} {{ r['schema'] }} {{ r.include() }} {{ r[0] }} {{ r|list }} {{ r|length }} {{ [r] }} {{ r.nope is defined }} {{ r == r }}",
                            Map.of("r", relation)))
                    .isEqualTo("main.orders main main included first [1, 2] 2 [<Relation object>] False True");
        }

        @Test
        void nothingElseOfItCanBeReached() {
            for (String attribute : List.of("getClass", "class", "__class__", "_x", "hashCode")) {
                assertThat(render(
                                "{{ r." + attribute + " is defined }}{{ o." + attribute + " is defined }}",
                                Map.of("r", relation, "o", Path.of("x"))))
                        .as(attribute)
                        .isEqualTo("FalseFalse");
            }
            assertThatThrownBy(() -> render("{{ r.nope.x }}", Map.of("r", relation)))
                    .hasMessageContaining("'Relation object' has no attribute 'nope'");
        }
    }

    @Nested
    class Operating {
        /** A number of metres. */
        private record Metres(long count) implements HostObject {
            @Override
            public Object getAttribute(String name) {
                return Values.MISSING;
            }

            @Override
            public Object operate(String operator, Object other, boolean reversed) {
                if (operator.equals("+") && other instanceof Metres more) {
                    return new Metres(count + more.count);
                }
                return operator.equals("*") && other instanceof Long factor
                        ? new Metres(count * factor)
                        : Values.MISSING;
            }

            @Override
            public java.util.OptionalInt compare(Object other) {
                return other instanceof Metres more
                        ? java.util.OptionalInt.of(Long.compare(count, more.count))
                        : java.util.OptionalInt.empty();
            }

            @Override
            public String text() {
                return count + " m";
            }
        }

        private String print(String expression) {
            return JinjaEnvironment.dbt()
                    .build()
                    .parse("{{ " + expression + " }}", "test")
                    .render(Map.of("a", new Metres(2), "b", new Metres(3)));
        }

        @Test
        void operatorsAreTheObjects() {
            assertThat(print("a + b")).isEqualTo("5 m");
            assertThat(print("a * 4")).isEqualTo("8 m");
            assertThat(print("4 * a")).isEqualTo("8 m");
            assertThat(print("a < b, a >= b")).isEqualTo("(True, False)");
            assertThat(print("[b, a] | sort | first")).isEqualTo("2 m");
        }

        @Test
        void whatTheObjectDoesNotKnowIsAnError() {
            assertThatThrownBy(() -> print("a - b")).hasMessageContaining("unsupported operand type(s) for -");
            assertThatThrownBy(() -> print("a < 1")).hasMessageContaining("not supported between instances");
        }
    }

    @Nested
    class Extending {
        @Test
        void filtersAndTestsCanBeAddedAndReplaced() {
            JinjaEnvironment jinja = JinjaEnvironment.builder()
                    .filter("twice", (value, arguments) -> Values.text(value).repeat(2))
                    .filter("upper", (value, arguments) -> "replaced")
                    .test("short", (value, arguments) -> Values.text(value).length() < 3)
                    .build();
            assertThat(jinja.parse(
                                    "{{ 'ab'|twice }}{{ 'x'|upper }}{{ 'ab' is short }}{{ ['abc']|map('twice')|first }}{{ 'twice' is filter }}",
                                    "t")
                            .render(Context.empty()))
                    .isEqualTo("ababreplacedTrueabcabcTrue");
        }

        @Test
        void blockTagsAreUnknownUnlessTheEnvironmentHasThem() {
            assertThatThrownBy(() -> JINJA.parse("{% snapshot s %}{% endsnapshot %}", "t"))
                    .hasMessageContaining("Encountered unknown tag 'snapshot'");
            JinjaEnvironment with = JinjaEnvironment.builder()
                    .blockTags(Set.of(BlockTag.SNAPSHOT))
                    .build();
            assertThat(with.parse("{% snapshot s %}x{% endsnapshot %}", "t").definitions())
                    .hasSize(1);
        }
    }
}
