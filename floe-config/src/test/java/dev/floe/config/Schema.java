package dev.floe.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** A JSON Schema of floe's, as an editor uses it: by somebody else's validator. */
final class Schema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchema schema;

    private Schema(JsonSchema schema) {
        this.schema = schema;
    }

    static Schema of(ConfigSchema schema) {
        return new Schema(
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema.json()));
    }

    /** What the schema has against a file. */
    List<String> complaints(String yaml) {
        Object tree = new Yaml().load(yaml);
        return complaints(tree == null ? Map.of() : tree);
    }

    /** What the schema has against a tree. */
    List<String> complaints(Object tree) {
        return schema.validate(JSON.valueToTree(tree)).stream()
                .map(message -> message.getInstanceLocation() + ": " + message.getMessage())
                .toList();
    }
}
