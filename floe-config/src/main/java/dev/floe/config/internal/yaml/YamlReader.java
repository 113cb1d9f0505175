package dev.floe.config.internal.yaml;

import dev.floe.config.internal.Codes;
import dev.floe.config.internal.KeyPath;
import dev.floe.config.internal.Position;
import dev.floe.config.internal.Tier;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads a configuration file into a tree. */
public final class YamlReader {
    private static final int MAX_DEPTH = 50;

    private YamlReader() {}

    /**
     * Reads a file whose root is a map.
     *
     * @return the map, or empty if the file cannot be used; the tier then has the problem
     */
    public static Optional<YamlMap> read(Path file, Tier tier) {
        return YamlFile.read(file, tier).flatMap(text -> parse(text, tier));
    }

    /** Reads a text whose root is a map. */
    public static Optional<YamlMap> parse(String text, Tier tier) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(YamlFile.MAX_BYTES);
        try {
            Composer composer = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
            Node root = composer.getSingleNode();
            if (root == null) {
                return refuse(tier, Position.START, Codes.EMPTY_FILE, "the file is empty; a map of keys is expected");
            }
            YamlNode tree = new YamlTrees(tier).convert(root);
            if (tree instanceof YamlMap map) {
                return Optional.of(map);
            }
            if (tree instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL) {
                return refuse(tier, Position.START, Codes.EMPTY_FILE, "the file is empty; a map of keys is expected");
            }
            return refuse(
                    tier,
                    tree.position(),
                    Codes.WRONG_TYPE,
                    "a map of keys is expected at the top of the file, but this is " + tree.kind()
                            + (tree instanceof YamlScalar ? "; write key: value, with a space behind the ':'" : ""));
        } catch (YamlLimitException e) {
            return refuse(tier, e.position(), Codes.YAML_LIMIT, e.problem());
        } catch (MarkedYAMLException e) {
            Position position = position(e);
            return refuse(tier, position, Codes.YAML_SYNTAX, YamlSyntax.explain(e.getProblem()));
        } catch (YAMLException e) {
            return refuse(tier, Position.FILE, Codes.YAML_LIMIT, YamlSyntax.explainLimit(e.getMessage()));
        }
    }

    /** Where it went wrong; for what never ends, and for a key without a colon, where it begins. */
    private static Position position(MarkedYAMLException e) {
        Mark mark = YamlSyntax.isWrongFromItsBegin(e.getProblem()) && e.getContextMark() != null
                ? e.getContextMark()
                : e.getProblemMark();
        return mark == null ? Position.FILE : new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static <T> Optional<T> refuse(Tier tier, Position position, String code, String message) {
        tier.add(position, KeyPath.ROOT, code, message);
        return Optional.empty();
    }
}
