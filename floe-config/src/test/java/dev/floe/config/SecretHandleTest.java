package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a handle on a secret gives away: its name. */
class SecretHandleTest {
    private static final String VALUE = "hunter2-and-more";

    private final Secret secret = Secret.of("polaris-client-secret", () -> VALUE);

    @Test
    void itNeverPrintsItsValue() {
        secret.reveal();

        assertThat(secret).hasToString("Secret[polaris-client-secret]");
        assertThat(records().toString())
                .contains("Secret[polaris-client-secret]")
                .doesNotContain(VALUE);
        assertThat(String.format("%s", secret)).doesNotContain(VALUE);
    }

    @Test
    void itIsNotSerialised() throws IOException {
        secret.reveal();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            assertThatThrownBy(() -> out.writeObject(secret)).isInstanceOf(NotSerializableException.class);
            assertThatThrownBy(() -> out.writeObject(List.of(secret))).isInstanceOf(NotSerializableException.class);
        }

        assertThat(secret).isNotInstanceOf(Serializable.class);
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain(VALUE);
    }

    @Test
    void jacksonWritesNothingOfIt() throws IOException {
        secret.reveal();
        ObjectMapper lax = new ObjectMapper()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .setVisibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.ANY);

        assertThat(lax.writeValueAsString(secret)).isEqualTo("{}");
        assertThat(lax.writeValueAsString(new StorageKeys(secret, secret))).doesNotContain(VALUE);
    }

    @Test
    void whatWritesFieldsIsToldToLeaveThemOut() {
        assertThat(Arrays.stream(Secret.class.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .filter(field -> !Modifier.isTransient(field.getModifiers())))
                .singleElement()
                .satisfies(field -> assertThat(field.getName()).isEqualTo("name"));
    }

    @Test
    void twoAreEqualWhenNameAndValueAre() {
        assertThat(secret)
                .isEqualTo(Secret.of("polaris-client-secret", () -> VALUE))
                .hasSameHashCodeAs(Secret.of("polaris-client-secret", () -> "another"))
                .isNotEqualTo(Secret.of("polaris-client-secret", () -> "another"))
                .isNotEqualTo(Secret.of("another", () -> VALUE))
                .isNotEqualTo(VALUE);
    }

    @Test
    void oneThatCannotBeReadIsEqualToNoOther() {
        Secret gone = Secret.of("polaris-client-secret", () -> {
            throw new ConfigException(
                    List.of(new ConfigProblem(Optional.empty(), 0, 0, "", ConfigException.SECRET_NOT_FOUND, "gone")),
                    null);
        });

        assertThat(gone).isNotEqualTo(secret).isEqualTo(gone);
        assertThat(secret).isNotEqualTo(gone);
    }

    @Test
    void everyRevealReadsAnew() {
        AtomicInteger reads = new AtomicInteger();
        Secret counted = Secret.of("x", () -> "value-" + reads.incrementAndGet());

        assertThat(counted.reveal()).isEqualTo("value-1");
        assertThat(counted.reveal()).isEqualTo("value-2");
        assertThat(Redactor.of(List.of(counted)).redact("value-1 value-2 value-3"))
                .isEqualTo("*** *** ***");
    }

    private ResolvedConfig records() {
        return new ResolvedConfig(
                FloeSpec.builder("a").build(),
                new IcebergRestCatalog(
                        "default",
                        "default",
                        CatalogType.POLARIS,
                        URI.create("https://host"),
                        "w",
                        Optional.of(new OAuth2Credentials(secret, secret, "s", URI.create("https://host/t"))),
                        new ResolvedHttp(
                                Optional.empty(),
                                Optional.of(URI.create("http://proxy")),
                                Optional.of("me"),
                                Optional.of(secret),
                                Optional.empty(),
                                OptionalInt.empty(),
                                Map.of()),
                        AccessDelegation.NONE,
                        WritePath.COMMIT,
                        Optional.of(new ResolvedStorage(
                                "s",
                                StorageType.S3,
                                Optional.empty(),
                                "r",
                                Optional.empty(),
                                false,
                                Optional.of(new StorageKeys(secret, secret)))),
                        Map.of()),
                ComputeConfig.builder().build(),
                Map.of(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Redactor.of(List.of(secret)),
                List.of(),
                List.of());
    }
}
