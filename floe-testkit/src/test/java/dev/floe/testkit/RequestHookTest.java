package dev.floe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestHookTest {

    private static final String NAMESPACES = "/v1/floe_wh/namespaces";
    private static final String BRONZE = "{\"namespace\":[\"bronze\"]}";

    private EmbeddedCatalog catalog;
    private String token;

    @BeforeEach
    void start() {
        catalog = Clients.catalog().start();
        token = Clients.token(catalog);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void seesEveryRequestWithThePrincipalButWithoutItsSecrets() {
        RequestLog log = new RequestLog();
        catalog.onRequest(log);
        Clients.call(catalog, token, "GET", NAMESPACES + "?parent=a%1Fb", "");
        Clients.call(catalog, "made-up", "GET", NAMESPACES, "");
        Clients.token(catalog);

        assertThat(log.requests())
                .containsExactly(
                        new CatalogRequest("GET", NAMESPACES, "parent=a%1Fb", Optional.of("root")),
                        new CatalogRequest("GET", NAMESPACES, "", Optional.empty()),
                        new CatalogRequest("POST", "/v1/oauth/tokens", "", Optional.empty()));
        assertThat(log.count("^GET " + NAMESPACES)).isEqualTo(2);
        log.clear();
        assertThat(log.requests()).isEmpty();
    }

    @Test
    void answersInThePlaceOfTheCatalog() {
        failPostsWith(Fault.status(503));

        assertThat(create()).isEqualTo(503);
        assertThat(created()).isFalse();
    }

    @Test
    void losesTheAnswerOfARequestThatWasCarriedOut() {
        failPostsWith(Fault.statusAfter(502));

        assertThat(create()).isEqualTo(502);
        assertThat(created()).isTrue();
    }

    @Test
    void cutsTheConnectionBeforeTheRequestIsCarriedOut() {
        failPostsWith(Fault.cutBefore());

        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
        assertThat(created()).isFalse();
    }

    @Test
    void cutsTheConnectionAfterTheRequestWasCarriedOut() {
        failPostsWith(Fault.cutAfter());

        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
        assertThat(created()).isTrue();
    }

    @Test
    void givesWayToAnotherHookAfterIt() {
        RequestLog log = new RequestLog();
        catalog.onRequest(log.andThen(request -> Fault.status(418)));

        assertThat(create()).isEqualTo(418);
        assertThat(log.requests()).hasSize(1);
    }

    @Test
    void thatFailsItselfIsAnErrorOfTheServer() {
        catalog.onRequest(request -> {
            throw new IllegalStateException("hook broke");
        });

        assertThat(create()).isEqualTo(500);
    }

    @Test
    void cannotAnswerWithWhatIsNoStatus() {
        assertThatThrownBy(() -> Fault.status(99)).isInstanceOf(IllegalArgumentException.class);
    }

    private void failPostsWith(Fault fault) {
        catalog.onRequest(request -> request.method().equals("POST") ? fault : Fault.none());
    }

    private int create() {
        return Clients.call(catalog, token, "POST", NAMESPACES, BRONZE).statusCode();
    }

    private boolean created() {
        return Clients.call(catalog, token, "GET", NAMESPACES + "/bronze", "").statusCode() == 200;
    }
}
