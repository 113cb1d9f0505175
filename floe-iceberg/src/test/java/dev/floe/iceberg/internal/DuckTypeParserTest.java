package dev.floe.iceberg.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How DuckDB's types are read, and what they become. */
class DuckTypeParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOLEAN | BOOLEAN | boolean",
                "TINYINT | INTEGER | int",
                "SMALLINT | INTEGER | int",
                "UTINYINT | INTEGER | int",
                "USMALLINT | INTEGER | int",
                "INTEGER | INTEGER | int",
                "UINTEGER | BIGINT | long",
                "BIGINT | BIGINT | long",
                "UBIGINT | DECIMAL(20,0) | decimal(20, 0)",
                "HUGEINT | DECIMAL(38,0) | decimal(38, 0)",
                "UHUGEINT | DECIMAL(38,0) | decimal(38, 0)",
                "FLOAT | FLOAT | float",
                "DOUBLE | DOUBLE | double",
                "DECIMAL(18,3) | DECIMAL(18,3) | decimal(18, 3)",
                "VARCHAR | VARCHAR | string",
                "JSON | VARCHAR | string",
                "BIT | VARCHAR | string",
                "ENUM('a', 'b''c, )') | VARCHAR | string",
                "BLOB | BLOB | binary",
                "UUID | UUID | uuid",
                "DATE | DATE | date",
                "TIME | TIME | time",
                "TIMESTAMP | TIMESTAMP | timestamp",
                "TIMESTAMP_S | TIMESTAMP | timestamp",
                "TIMESTAMP_MS | TIMESTAMP | timestamp",
                "TIMESTAMP WITH TIME ZONE | TIMESTAMP WITH TIME ZONE | timestamptz",
                "\"NULL\" | INTEGER | int",
                "SMALLINT[3] | INTEGER[] | list<int>",
                "UTINYINT[][2] | INTEGER[][] | list<list<int>>",
                "MAP(VARCHAR, JSON[]) | MAP(VARCHAR, VARCHAR[]) | map<string, list<string>>",
                "STRUCT(A TINYINT, \"b \"\"c\" ENUM(')')) | STRUCT(\"A\" INTEGER, \"b \"\"c\" VARCHAR)"
                        + " | struct<2: A: optional int, 3: b \"c: optional string>",
            })
    void a_type_becomes_the_smallest_that_holds_it(String duck, String cast, String iceberg) {
        List<TypeMapping.Refused> refused = new ArrayList<>();
        DuckType written = TypeMapping.written(DuckTypeParser.parse(duck), "c", refused);
        assertThat(refused).isEmpty();
        assertThat(TypeMapping.sql(written)).isEqualTo(cast);
        assertThat(TypeMapping.iceberg(written, new int[] {1}).toString()).isEqualTo(iceberg);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INTERVAL",
                "TIME WITH TIME ZONE",
                "TIMESTAMP_NS",
                "TIME_NS",
                "UNION(num INTEGER, str VARCHAR)",
                "BIGNUM",
                "VARIANT",
                "GEOMETRY('EPSG:4326')",
                "STRUCT(INTEGER, VARCHAR)",
                "STRUCT(DECIMAL(2,1), STRUCT(INTEGER))",
                "STRUCT(TIMESTAMP WITH TIME ZONE, INTEGER)",
                "STRUCT(STRUCT(a INTEGER))",
                "STRUCT(INTEGER[])",
                "SOMETHING NEW"
            })
    void a_type_without_an_equal_is_refused_at_any_depth(String duck) {
        List<TypeMapping.Refused> refused = new ArrayList<>();
        TypeMapping.written(DuckTypeParser.parse("STRUCT(ok INTEGER, l MAP(VARCHAR, " + duck + "[])[])"), "c", refused);
        assertThat(refused).singleElement().satisfies(r -> {
            assertThat(r.path()).isEqualTo("c.l[].value[]");
            assertThat(r.type()).isEqualTo(duck);
            assertThat(r.advice()).isNotBlank();
        });
    }

    @Test
    void a_struct_of_names_that_are_words_for_types_is_one_with_names() {
        DuckType type = DuckTypeParser.parse("STRUCT(\"time\" TIME WITH TIME ZONE, \"äö\" \"NULL\"[], Integer DATE)");
        assertThat(type)
                .isInstanceOfSatisfying(
                        DuckType.Struct.class,
                        struct -> assertThat(struct.fields())
                                .extracting(DuckType.Field::name)
                                .containsExactly("time", "äö", "Integer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "STRUCT(a INTEGER", "MAP(VARCHAR)", "DECIMAL(a,b)", "INTEGER[", "INTEGER]", "ENUM('a"})
    void what_is_no_type_is_an_argument_error(String text) {
        assertThatThrownBy(() -> DuckTypeParser.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a DuckDB type");
    }

    @Test
    void an_array_is_cast_though_its_list_type_looks_the_same() {
        DuckType array = DuckTypeParser.parse("INTEGER[2]");
        assertThat(TypeMapping.written(array, "c", new ArrayList<>())).isNotEqualTo(array);
    }
}
