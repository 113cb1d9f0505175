package dev.floe.cli;

import dev.floe.config.ConfigSchema;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code floe schema}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of a configuration file, for editors and other programs.")
final class SchemaCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            converter = Word.class,
            completionCandidates = Words.class,
            description = "${COMPLETION-CANDIDATES}; the last is platform.ENV.yaml, which is laid over platform.yaml.")
    private ConfigSchema schema = ConfigSchema.PLATFORM;

    @Override
    public void run() {
        FloeCommand.out(spec).print(schema.json());
        FloeCommand.out(spec).flush();
    }

    /** The words that schemas go by. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ConfigSchema.values()).map(ConfigSchema::word).iterator();
        }
    }

    /** A schema by its word. */
    static final class Word implements ITypeConverter<ConfigSchema> {
        @Override
        public ConfigSchema convert(String word) {
            return Arrays.stream(ConfigSchema.values())
                    .filter(schema -> schema.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no schema '" + word + "', but " + String.join(", ", new Words())));
        }
    }
}
