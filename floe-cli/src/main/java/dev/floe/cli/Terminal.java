package dev.floe.cli;

import java.io.PrintWriter;

/** Where lines are printed: with colour and a line that changes if somebody watches, plainly if not. */
final class Terminal {
    /** The system property by which the launcher says that the output is a terminal; a JVM cannot tell before release 22. */
    private static final String WATCHED = "floe.terminal";

    private static final String ESCAPE = "\u001B[";

    private final PrintWriter out;
    private final boolean live;
    private final boolean color;
    private boolean statusShown;

    private Terminal(PrintWriter out, boolean live, boolean color) {
        this.out = out;
        this.live = live;
        this.color = color;
    }

    static Terminal of(PrintWriter out, boolean colorWanted) {
        boolean live = Boolean.getBoolean(WATCHED) && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(out, live, live && colorWanted);
    }

    /** A colour. */
    enum Style {
        GOOD("32"),
        WARNING("33"),
        BAD("31"),
        FAINT("2"),
        STRONG("1");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    String styled(Style style, String text) {
        return color ? ESCAPE + style.code + "m" + text + ESCAPE + "0m" : text;
    }

    void line(String text) {
        clearStatus();
        out.println(text);
        out.flush();
    }

    /** Shows a line that the next one replaces, where somebody watches. */
    void status(String text) {
        if (live) {
            clearStatus();
            out.print(text.length() > 100 ? text.substring(0, 99) + "…" : text);
            out.flush();
            statusShown = true;
        }
    }

    private void clearStatus() {
        if (statusShown) {
            out.print("\r" + ESCAPE + "2K");
            statusShown = false;
        }
    }
}
