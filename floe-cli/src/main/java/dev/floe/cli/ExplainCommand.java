package dev.floe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.floe.ErrorCode;
import dev.floe.config.ConfigException;
import dev.floe.config.ConfigLoader;
import dev.floe.config.Explanation;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code floe config explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Tells for each value of the configuration where it comes from; secrets by name and source only.")
final class ExplainCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigFiles files = new ConfigFiles();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: a list of {tier, keyPath, value, rule, file, line, note}. Default: text.")
    private Format format = Format.TEXT;

    /** How explanations are printed. */
    enum Format {
        TEXT,
        JSON
    }

    @Override
    public void run() {
        List<Explanation> explanations = explanations(files.loader());
        PrintWriter out = FloeCommand.out(spec);
        if (format == Format.JSON) {
            out.println(json(explanations));
        } else {
            String tier = "";
            for (Explanation explanation : explanations) {
                if (!explanation.tier().equals(tier)) {
                    tier = explanation.tier();
                    out.println(tier);
                }
                out.println("  " + line(explanation));
            }
        }
        out.flush();
    }

    /** The explanations; where nothing but secrets is missing, those of what does not need them. */
    private List<Explanation> explanations(ConfigLoader loader) {
        try {
            return loader.load().explain();
        } catch (ConfigException e) {
            if (e.code() != ErrorCode.SECRET_NOT_FOUND) {
                throw e;
            }
            PrintWriter err = spec.commandLine().getErr();
            e.problems().forEach(problem -> err.println("note: " + problem));
            err.flush();
            return loader.read().explain();
        }
    }

    private static String line(Explanation explanation) {
        String rule = explanation.file().isPresent() && explanation.rule() != Explanation.Rule.BASE
                ? ", " + explanation.rule().word()
                : "";
        String note = explanation.note().map(text -> "; " + text).orElse("");
        return explanation.keyPath() + " = " + explanation.value() + "  (" + explanation.place() + rule + note + ")";
    }

    private static String json(List<Explanation> explanations) {
        ArrayNode list = new ObjectMapper().createArrayNode();
        for (Explanation explanation : explanations) {
            ObjectNode node = list.addObject();
            node.put("tier", explanation.tier());
            node.put("keyPath", explanation.keyPath());
            node.put("value", explanation.value());
            node.put("rule", explanation.rule().word());
            node.put("file", explanation.file().map(Object::toString).orElse(null));
            node.put("line", explanation.line());
            node.put("note", explanation.note().orElse(null));
        }
        return list.toPrettyString();
    }
}
