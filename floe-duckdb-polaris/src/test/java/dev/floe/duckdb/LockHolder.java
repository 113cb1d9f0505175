package dev.floe.duckdb;

import java.sql.Connection;
import java.sql.DriverManager;

/** Another process that holds a database file until its standard input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0])) {
            System.out.println("locked " + !connection.isClosed());
            System.out.flush();
            while (System.in.read() >= 0) {
                // until the parent goes
            }
        }
    }
}
