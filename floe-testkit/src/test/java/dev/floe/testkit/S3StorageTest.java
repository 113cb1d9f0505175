package dev.floe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StorageTest {

    @Test
    void keepsItsKeysToItself() {
        assertThat(storage("http://127.0.0.1:9000", "lake/floe"))
                .hasToString("S3Storage[s3://bucket/lake/floe at http://127.0.0.1:9000]");
        assertThat(storage("http://127.0.0.1:9000", "").location()).isEqualTo("s3://bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket", "http:///x", "http://127.0.0.1/path", "http://127.0.0.1?q=1"})
    void refusesWhatIsNoAddressOfAStore(String endpoint) {
        assertThatThrownBy(() -> storage(endpoint, "lake"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not the http or https address of an S3 store: " + endpoint);
    }

    @Test
    void refusesAPrefixWithSlashesAroundIt() {
        assertThatThrownBy(() -> storage("http://127.0.0.1:9000", "lake/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The prefix has a slash around it: lake/");
    }

    @Test
    void aCatalogWhoseStoreDoesNotAnswerDoesNotStart() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        EmbeddedCatalog.Builder catalog =
                EmbeddedCatalog.builder().principal("root", "s3cr3t").s3(storage("http://127.0.0.1:" + nobody, "lake"));

        assertThatThrownBy(catalog::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot start the catalog")
                .hasMessageNotContaining("hush");
    }

    private static S3Storage storage(String endpoint, String prefix) {
        return new S3Storage(URI.create(endpoint), "us-east-1", "bucket", prefix, "key", "hush");
    }
}
