package dev.floe.models.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.models.parse.ConfigLayers.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigLayersTest {
    private static final List<String> FQN = List.of("shop", "marts", "finance", "orders");

    @Test
    void theMoreSpecialLevelWins() {
        ConfigLayers layers = new ConfigLayers();
        tree(
                layers,
                Layer.TREE,
                Map.of("+materialized", "view", "shop", Map.of("marts", Map.of("materialized", "table"))),
                FQN);
        assertThat(layers.config().materialized()).isEqualTo("table");
        layers.add(Layer.CALL, Map.of("materialized", "ephemeral"));
        assertThat(layers.config().materialized()).isEqualTo("ephemeral");
    }

    @Test
    void otherFoldersDoNotCount() {
        ConfigLayers layers = new ConfigLayers();
        tree(layers, Layer.TREE, Map.of("shop", Map.of("staging", Map.of("+materialized", "table"))), FQN);
        assertThat(layers.config().get("materialized")).isEmpty();
    }

    @Test
    void tagsAddUp() {
        ConfigLayers layers = new ConfigLayers();
        tree(
                layers,
                Layer.TREE,
                Map.of("+tags", "daily", "shop", Map.of("marts", Map.of("+tags", List.of("finance")))),
                FQN);
        layers.add(Layer.CALL, Map.of("tags", List.of("daily", "core")));
        assertThat(layers.config().tags()).containsExactly("daily", "finance", "core");
    }

    @Test
    void metaIsMerged() {
        ConfigLayers layers = new ConfigLayers();
        layers.add(Layer.CALL, Map.of("meta", Map.of("owner", "a", "level", 1)));
        layers.add(Layer.CALL, Map.of("meta", Map.of("owner", "b")));
        assertThat(layers.config().map("meta")).isEqualTo(Map.of("owner", "b", "level", 1));
    }

    @Test
    void hooksAreSpelledWithDashesToo() {
        ConfigLayers layers = new ConfigLayers();
        layers.add(Layer.CALL, Map.of("pre-hook", "select 1"));
        assertThat(layers.config().texts("pre_hook")).containsExactly("select 1");
    }

    @Test
    void aMapWithoutPlusIsAFolderNotAConfiguration() {
        ConfigLayers layers = new ConfigLayers();
        tree(
                layers,
                Layer.TREE,
                Map.of("shop", Map.of("meta", Map.of("owner", "x"), "+meta", Map.of("owner", "y"))),
                FQN);
        assertThat(layers.config().map("meta")).isEqualTo(Map.of("owner", "y"));
    }

    private static void tree(ConfigLayers layers, Layer layer, Map<String, Object> tree, List<String> fqn) {
        new ConfigTrees().add(layers, layer, new HashMap<>(tree), new HashMap<>(tree), fqn);
    }
}
