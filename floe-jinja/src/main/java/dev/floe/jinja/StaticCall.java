package dev.floe.jinja;

import java.util.List;
import java.util.Map;

/**
 * A call as it stands in a template's source.
 *
 * @param name what is called: {@code ref}, or {@code config.get} with its qualifier
 * @param positional the values of the literal positional arguments; an argument that is no literal is an {@link Undefined}
 * @param keywords the values of the literal keyword arguments, likewise
 * @param literal whether all arguments are literals and none is spread with {@code *} or {@code **}
 * @param conditional whether it stands inside of a statement or of an expression that may leave it out or repeat it
 * @param line the line, counted from 1
 * @param start where the call begins in {@link Template#source()}
 * @param end where it ends, exclusive
 */
public record StaticCall(
        String name,
        List<Object> positional,
        Map<String, Object> keywords,
        boolean literal,
        boolean conditional,
        int line,
        int start,
        int end) {}
