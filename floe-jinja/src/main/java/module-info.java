/** Jinja2 for the JVM: lexer, parser, interpreter and Python value semantics. */
module dev.floe.jinja {
    requires static org.jspecify;

    exports dev.floe.jinja;
}
