package dev.floe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String VALUE = "hu'nt\"er 2/+\u00e4?";

    private final Redactor redactor = Redactor.of(List.of(Secret.of("s", () -> VALUE)));

    @Test
    void theValueIsMaskedWhereverItStands() {
        assertThat(redactor.redact("a " + VALUE + " b " + VALUE)).isEqualTo("a *** b ***");
        assertThat(redactor.redact("nothing here")).isEqualTo("nothing here");
        assertThat(redactor.redact((String) null)).isEmpty();
    }

    @Test
    void itIsMaskedInAUrlAndInsideQuotes() {
        String encoded = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);
        assertThat(redactor.redact("client_secret=" + encoded + "&x")).isEqualTo("client_secret=***&x");
        assertThat(redactor.redact(encoded.replace("+", "%20"))).isEqualTo("***");
        assertThat(redactor.redact(encoded.replace("%2F", "%2f")
                        .replace("%3F", "%3f")
                        .replace("%2B", "%2b")
                        .replace("%C3%A4", "%c3%a4")
                        .replace("%27", "%27")
                        .replace("%22", "%22")))
                .isEqualTo("***");
        assertThat(redactor.redact("CLIENT_SECRET '" + VALUE.replace("'", "''") + "'"))
                .isEqualTo("CLIENT_SECRET '***'");
        assertThat(redactor.redact("{\"s\":\"" + VALUE.replace("\"", "\\\"") + "\"}"))
                .isEqualTo("{\"s\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "client-id:", "another id:"})
    void itIsMaskedInsideBase64WhateverStandsBeforeIt(String before) {
        byte[] bytes = (before + VALUE).getBytes(StandardCharsets.UTF_8);

        assertThat(redactor.redact("Authorization: Basic " + Base64.getEncoder().encodeToString(bytes) + " sent"))
                .isEqualTo("Authorization: Basic *** sent");
        assertThat(redactor.redact(
                        "x " + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEqualTo("x ***");
    }

    @Test
    void theLongerOfTwoSecretsIsMaskedAsAWhole() {
        Redactor both = Redactor.of(List.of(Secret.of("a", () -> "secret"), Secret.of("b", () -> "secret-and-more")));

        assertThat(both.redact("[secret-and-more][secret]")).isEqualTo("[***][***]");
    }

    @Test
    void valuesThatWereRotatedAwayAreStillMasked() {
        AtomicReference<String> current = new AtomicReference<>("first-value");
        Secret secret = Secret.of("s", current::get);
        Redactor rotating = Redactor.of(List.of(secret));
        current.set("second-value");
        assertThat(rotating.redact("first-value second-value")).isEqualTo("*** second-value");

        secret.reveal();

        assertThat(rotating.redact("first-value second-value")).isEqualTo("*** ***");
    }

    @Test
    void aValueTooShortToBeToldApartIsLeftAlone() {
        assertThat(Redactor.of(List.of(Secret.of("s", () -> "abc"))).redact("abcabc"))
                .isEqualTo("abcabc");
    }

    @Test
    void aSecretThatCannotBeReadIsNoHindrance() {
        Secret broken = Secret.of("s", () -> {
            throw new IllegalStateException("gone");
        });

        assertThat(Redactor.of(List.of(broken)).redact("text")).isEqualTo("text");
    }

    @Test
    void anExceptionWithoutSecretsIsPassedOnAsItIs() {
        Exception plain = new Exception("nothing", new IllegalStateException("here"));

        assertThat(redactor.redact(plain)).isSameAs(plain);
    }

    @Test
    void anExceptionWithASecretAnywhereIsReplacedByACopyWithoutIt() {
        Exception inner = new IllegalStateException("bad " + VALUE);
        Exception outer = new Exception("outer", inner);
        outer.addSuppressed(new Exception(VALUE));

        Throwable redacted = redactor.redact(outer);

        StringWriter printed = new StringWriter();
        redacted.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .doesNotContain(VALUE)
                .contains("java.lang.IllegalStateException: bad ***", "anExceptionWithASecretAnywhere");
        assertThat(redacted.getStackTrace()).isEqualTo(outer.getStackTrace());
    }

    @Test
    void causesThatGoInACircleEnd() {
        Exception a = new Exception(VALUE);
        Exception b = new Exception("b", a);
        a.initCause(b);

        assertThat(redactor.redact(a).getMessage()).doesNotContain(VALUE);
    }
}
