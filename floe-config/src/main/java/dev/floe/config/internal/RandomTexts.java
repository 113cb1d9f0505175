package dev.floe.config.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a text that a generator made, as keys and tokens are, from one that people made.
 *
 * <p>What people write in capitals, small letters and digits comes in runs: words, years, numbers. What a generator writes changes
 * from one kind to another every second character. Hexadecimal texts are not told: digests are as common as keys among them.
 */
final class RandomTexts {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}|[A-Za-z0-9+/_-]{20,}={1,2}");
    private static final Pattern RUN = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+");
    private static final int LONG = 32;
    private static final double MEAN_RUN = 2.2;
    private static final double MEAN_RUN_OF_LONG = 2.45;

    /** The length of an AWS secret access key, which has no other mark. */
    private static final int AWS_KEY = 40;

    private static final double MEAN_RUN_OF_AWS_KEY = 3.2;
    private static final double BITS = 3.7;
    private static final double BITS_OF_AWS_KEY = 4.6;

    private RandomTexts() {}

    /** Whether a part of a text looks generated. */
    static boolean holdsRandom(String text) {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            if (isRandom(words.group())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRandom(String word) {
        boolean mixed = word.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
                && word.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && word.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (!mixed) {
            return false;
        }
        double run = meanRun(word);
        double bits = bitsPerCharacter(word);
        if (word.length() == AWS_KEY && run <= MEAN_RUN_OF_AWS_KEY && bits >= BITS_OF_AWS_KEY) {
            return true;
        }
        return bits >= BITS && run <= (word.length() >= LONG ? MEAN_RUN_OF_LONG : MEAN_RUN);
    }

    private static double meanRun(String word) {
        Matcher runs = RUN.matcher(word);
        int count = 0;
        int length = 0;
        while (runs.find()) {
            count++;
            length += runs.group().length();
        }
        return (double) length / count;
    }

    private static double bitsPerCharacter(String word) {
        int[] counts = new int[128];
        word.chars().forEach(c -> counts[c]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / word.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
