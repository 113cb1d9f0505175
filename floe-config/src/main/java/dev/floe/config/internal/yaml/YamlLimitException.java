package dev.floe.config.internal.yaml;

import dev.floe.config.internal.Position;

/** A document that is too deep or expands too far; never leaves this package. */
final class YamlLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String problem;

    YamlLimitException(Position position, String problem) {
        super(problem, null, false, false);
        this.line = position.line();
        this.column = position.column();
        this.problem = problem;
    }

    Position position() {
        return new Position(line, column);
    }

    String problem() {
        return problem;
    }
}
