package dev.floe.config.internal;

/** What of a stored text is the secret, wherever it is stored. */
public final class SecretTexts {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SecretTexts() {}

    /** The text without a byte order mark at its beginning and without one line end at its end, which editors and shells add. */
    public static String secretOf(String stored) {
        int begin = !stored.isEmpty() && stored.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int end = stored.length();
        if (end > begin && stored.charAt(end - 1) == '\n') {
            end--;
            if (end > begin && stored.charAt(end - 1) == '\r') {
                end--;
            }
        }
        return stored.substring(begin, end);
    }
}
