package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.floe.config.internal.keys.FloeShape;
import dev.floe.config.internal.keys.PlatformShape;
import dev.floe.config.internal.shape.Group;
import dev.floe.config.internal.shape.Key;
import dev.floe.config.internal.shape.Lists;
import dev.floe.config.internal.shape.Maps;
import dev.floe.config.internal.shape.Section;
import dev.floe.config.internal.shape.Shape;
import dev.floe.config.internal.shape.Type;
import dev.floe.config.internal.shape.Variants;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** A section cannot gain a key, nor a record a component, that the files in {@code every-key} do not give another value than its default. */
class EveryKeyTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "every-key");

    @TempDir
    static Path folder;

    static ConfigTiers everything() {
        return ConfigLoader.builder()
                .floeFile(FOLDER.resolve("floe.yaml"))
                .platformFile(FOLDER.resolve("platform.yaml"))
                .environment(Map.of())
                .build()
                .read();
    }

    static List<List<Record>> records() {
        ConfigTiers tiers = everything();
        PlatformConfig platform = tiers.platform();
        CatalogConfig catalog = platform.catalogs().get("c");
        CredentialsConfig credentials = catalog.credentials().orElseThrow();
        Optional<SecretRef> both =
                platform.catalogs().get("d").credentials().orElseThrow().secretRef();
        ResourceProfile profile = platform.resourceProfiles().get("transform");
        return List.of(
                List.of(FloeSpec.builder("x").build(), tiers.spec()),
                List.of(PlatformConfig.builder().build(), platform),
                List.of(StorageConfig.builder().build(), platform.storage().get("s")),
                List.of(CatalogConfig.builder().build(), catalog),
                List.of(
                        CredentialsConfig.builder().build(),
                        new CredentialsConfig(
                                credentials.mode(),
                                credentials.clientId(),
                                credentials.clientSecret(),
                                credentials.scope(),
                                credentials.tokenUri(),
                                credentials.roleArn(),
                                both)),
                List.of(HttpConfig.builder().build(), catalog.http().orElseThrow()),
                List.of(ComputeConfig.builder().build(), platform.compute().get("k")),
                List.of(LayerConfig.builder("x").build(), platform.layers().get("l")),
                List.of(ResourceProfile.builder().build(), profile),
                List.of(Resources.builder().build(), profile.limits()),
                List.of(SecretsConfig.builder().build(), platform.secrets()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyComponentOfARecordIsReadFromItsFile(List<Record> defaultAndFull) throws Exception {
        Record defaults = defaultAndFull.get(0);
        Record full = defaultAndFull.get(1);
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            assertThat(component.getAccessor().invoke(full))
                    .as(component.toString())
                    .isNotEqualTo(component.getAccessor().invoke(defaults));
        }
    }

    @Test
    void everyKeyOfEveryShapeHasAnotherValueThanItsDefault() throws IOException {
        Set<String> given = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        given(FloeShape.SHAPE, tree("floe.yaml"), given);
        given(PlatformShape.SHAPE, tree("platform.yaml"), given);
        all(FloeShape.SHAPE, all);
        all(PlatformShape.SHAPE, all);

        assertThat(given).containsExactlyInAnyOrderElementsOf(all);
        assertThat(all).hasSizeGreaterThan(250);
    }

    @Test
    void whatWasReadIsTheSameAfterItWasPrintedAndReadAgain() {
        ConfigTiers tiers = everything();
        String floe = new Yaml().dump(FloeShape.SHAPE.print("", tiers.spec()));
        String platform = new Yaml().dump(PlatformShape.SHAPE.print("", tiers.platform()));

        ConfigTiers again = Project.of(folder, floe, platform).loader().build().read();

        assertThat(again.spec()).isEqualTo(tiers.spec());
        assertThat(again.platform()).isEqualTo(tiers.platform());
    }

    @Test
    void whatIsBuiltInCodeIsTakenAsItIs() {
        ConfigTiers tiers = everything();

        ConfigTiers built = ConfigLoader.builder()
                .projectDirectory(FOLDER)
                .spec(tiers.spec())
                .platform(tiers.platform())
                .environment(Map.of())
                .build()
                .read();

        assertThat(built.spec()).isEqualTo(tiers.spec());
        assertThat(built.platform()).isEqualTo(tiers.platform());
    }

    private static Map<String, Object> tree(String file) throws IOException {
        return new Yaml().load(Files.readString(FOLDER.resolve(file)));
    }

    private static <R, B> void given(Shape<R, B> shape, Map<?, ?> tree, Set<String> given) {
        Map<String, Object> defaults = shape.defaultValues("x");
        for (Key<R, B, ?> key : shape.keys()) {
            Object value = tree.get(key.name());
            if (value == null) {
                continue;
            }
            if (!value.equals(defaults.get(key.name()))) {
                given.add(shape.name() + "." + key.name());
            }
            if (key instanceof Group<?, ?> group) {
                given(group.shape(), (Map<?, ?>) value, given);
            } else {
                given(key.type(), value, given);
            }
        }
    }

    private static void given(Type<?> type, Object value, Set<String> given) {
        if (type instanceof Section<?> section) {
            given(section.shape(), (Map<?, ?>) value, given);
        } else if (type instanceof Variants variants) {
            Map<?, ?> map = (Map<?, ?>) value;
            given(variants.shape((String) map.get("type")), map, given);
        } else if (type instanceof Maps<?> maps) {
            ((Map<?, ?>) value).values().forEach(each -> given(maps.inner(), each, given));
        } else if (type instanceof Lists<?> lists) {
            ((List<?>) value).forEach(each -> given(lists.inner(), each, given));
        } else if (type.inner() != type) {
            given(type.inner(), value, given);
        }
    }

    private static void all(Shape<?, ?> shape, Set<String> all) {
        for (Key<?, ?, ?> key : shape.keys()) {
            if (all.add(shape.name() + "." + key.name())) {
                if (key instanceof Group<?, ?> group) {
                    all(group.shape(), all);
                } else {
                    all(key.type(), all);
                }
            }
        }
    }

    private static void all(Type<?> type, Set<String> all) {
        if (type instanceof Section<?> section) {
            all(section.shape(), all);
        } else if (type instanceof Variants variants) {
            variants.names().forEach(name -> all(variants.shape(name), all));
        } else if (type.inner() != type) {
            all(type.inner(), all);
        }
    }
}
