module com.example.modules {
    requires dev.floe.jinja;
    requires dev.floe.profiles;
    requires dev.floe.duckdb;
}
