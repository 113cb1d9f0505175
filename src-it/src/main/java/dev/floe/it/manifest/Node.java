package dev.floe.it.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the manifest: a node, a source or a function.
 *
 * @param data the entry as JSON has it
 */
record Node(Map<String, @Nullable Object> data) {

    @Nullable Object get(String key) {
        return data.get(key);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(data.get(key)).map(String::valueOf);
    }

    /** An object of the entry; empty if there is none. */
    Map<String, @Nullable Object> map(String key) {
        return Json.map(data.get(key));
    }

    /** A list of the entry; empty if there is none. */
    List<@Nullable Object> list(String key) {
        return Json.list(data.get(key));
    }

    String id() {
        return text("unique_id").orElse("");
    }

    String name() {
        return text("name").orElse("");
    }

    String packageName() {
        return text("package_name").orElse("");
    }

    String resourceType() {
        return text("resource_type").orElse("");
    }

    Map<String, @Nullable Object> config() {
        return map("config");
    }

    /** The name of the relation in the database: the alias of a node, the identifier of a source. */
    String identifier() {
        return text("identifier").or(() -> text("alias")).orElseGet(this::name);
    }

    boolean isEphemeral() {
        return resourceType().equals("model") && "ephemeral".equals(config().get("materialized"));
    }

    boolean isEnabled() {
        return !Boolean.FALSE.equals(config().get("enabled"));
    }

    boolean isPython() {
        return text("language").filter("python"::equals).isPresent();
    }

    Optional<String> compiledCode() {
        return text("compiled_code");
    }
}
