package dev.floe.it.manifest;

import dev.floe.jinja.ErrorKind;
import dev.floe.jinja.JinjaException;

/** Errors that dbt's own functions raise. */
final class Failures {
    private Failures() {}

    static JinjaException compilation(String message) {
        return JinjaException.of(ErrorKind.RUNTIME, message);
    }
}
