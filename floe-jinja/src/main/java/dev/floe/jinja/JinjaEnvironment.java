package dev.floe.jinja;

import static java.util.Objects.requireNonNull;

import dev.floe.jinja.internal.eval.NativeFilters;
import dev.floe.jinja.internal.eval.ParsedExpression;
import dev.floe.jinja.internal.eval.ParsedTemplate;
import dev.floe.jinja.internal.eval.Settings;
import dev.floe.jinja.internal.library.Filters;
import dev.floe.jinja.internal.library.Globals;
import dev.floe.jinja.internal.library.Tests;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that templates are parsed and rendered by: whitespace control, filters, tests, globals, block tags, limits.
 *
 * <p>Immutable and thread-safe. It holds all filters, tests and globals of Jinja2 3.1, and the tags {@code do}, {@code break} and
 * {@code continue}; a builder adds to them or replaces them. Templates are sandboxed as dbt's are: names that begin with an underscore
 * are no attributes.
 */
public final class JinjaEnvironment {
    private final Settings settings;

    private JinjaEnvironment(Settings settings) {
        this.settings = settings;
    }

    /** Jinja2's own defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The environment of dbt: the block tags {@code test}, {@code data_test}, {@code materialization} and {@code docs}, type annotations
     * for macros, and the filters {@code as_text}, {@code as_bool}, {@code as_number}, {@code as_native} and {@code is_list}.
     */
    public static Builder dbt() {
        Builder builder = new Builder();
        builder.filters.putAll(NativeFilters.ALL);
        return builder.blockTags(
                EnumSet.of(BlockTag.TEST, BlockTag.DATA_TEST, BlockTag.MATERIALIZATION, BlockTag.DOCS));
    }

    /**
     * Parses a template.
     *
     * @param source the template
     * @param name the name for errors, such as the path of the file
     * @throws JinjaException of kind {@link ErrorKind#SYNTAX} if it cannot be parsed
     */
    public Template parse(String source, String name) {
        return ParsedTemplate.parse(settings, source, name);
    }

    /**
     * Evaluates an expression to a value of any type.
     *
     * @param expression an expression, without braces around it
     * @param context the names it can see, beyond the globals
     * @return the value; an {@link Undefined} if it is undefined
     * @throws JinjaException if it cannot be parsed or evaluated
     */
    public @Nullable Object evaluate(String expression, Context context) {
        return ParsedExpression.parse(settings, expression).evaluate(context);
    }

    /** Builds a {@link JinjaEnvironment}. */
    public static final class Builder {
        private boolean trimBlocks;
        private boolean lstripBlocks;
        private boolean keepTrailingNewline;
        private UndefinedKind undefinedKind = UndefinedKind.DEFAULT;
        private Limits limits = Limits.DEFAULT;
        private String macroPrefix = "";
        private final Set<BlockTag> blockTags = EnumSet.noneOf(BlockTag.class);
        private final Map<String, Object> globals = new HashMap<>();
        private final Map<String, Filter> filters = new HashMap<>();
        private final Map<String, TemplateTest> tests = new HashMap<>();

        private Builder() {
            globals.putAll(Globals.ALL);
            filters.putAll(Filters.ALL);
            tests.putAll(Tests.ALL);
        }

        /** Whether the first line end after a block tag is removed. Default: false. */
        public Builder trimBlocks(boolean trim) {
            this.trimBlocks = trim;
            return this;
        }

        /** Whether blanks before a block tag that begins its line are removed. Default: false. */
        public Builder lstripBlocks(boolean strip) {
            this.lstripBlocks = strip;
            return this;
        }

        /** Whether a line end at the end of the template is kept. Default: false. */
        public Builder keepTrailingNewline(boolean keep) {
            this.keepTrailingNewline = keep;
            return this;
        }

        /** What may be done with what does not exist. Default: {@link UndefinedKind#DEFAULT}. */
        public Builder undefinedKind(UndefinedKind kind) {
            this.undefinedKind = requireNonNull(kind, "kind");
            return this;
        }

        /** Bounds for each rendering. Default: {@link Limits#DEFAULT}. */
        public Builder limits(Limits bounds) {
            this.limits = requireNonNull(bounds, "bounds");
            return this;
        }

        /** Which definition tags templates may have, beyond macros. Default: none. */
        public Builder blockTags(Set<BlockTag> tags) {
            blockTags.clear();
            blockTags.addAll(tags);
            return this;
        }

        /**
         * What the names of macros begin with in the template that defines them. dbt's is {@code dbt_macro__}: there a template does
         * not see its own macros by their names, only those of its context. {@link Definition}s keep their names. Default: nothing.
         */
        public Builder macroPrefix(String prefix) {
            this.macroPrefix = requireNonNull(prefix, "prefix");
            return this;
        }

        /** Adds or replaces a name that every template sees, unless its context has it too. */
        public Builder global(String name, @Nullable Object value) {
            globals.put(requireNonNull(name, "name"), value);
            return this;
        }

        /** Adds or replaces a filter. */
        public Builder filter(String name, Filter filter) {
            filters.put(requireNonNull(name, "name"), requireNonNull(filter, "filter"));
            return this;
        }

        /** Adds or replaces a test. */
        public Builder test(String name, TemplateTest test) {
            tests.put(requireNonNull(name, "name"), requireNonNull(test, "test"));
            return this;
        }

        /** The environment. */
        public JinjaEnvironment build() {
            return new JinjaEnvironment(new Settings(
                    trimBlocks,
                    lstripBlocks,
                    keepTrailingNewline,
                    undefinedKind,
                    limits,
                    Set.copyOf(blockTags),
                    macroPrefix,
                    Collections.unmodifiableMap(new HashMap<>(globals)),
                    Map.copyOf(filters),
                    Map.copyOf(tests)));
        }
    }
}
