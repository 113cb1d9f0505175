/**
 * Jinja2 for the JVM: parse once, render anywhere.
 *
 * <pre>{@code
 * JinjaEnvironment jinja = JinjaEnvironment.dbt().build();
 * Template model = jinja.parse("select * from {{ ref('orders') }}", "models/big_orders.sql");
 * Callable ref = arguments -> "main." + arguments.positional().get(0);
 * String sql = model.render(Context.of(Map.of("ref", ref)));
 * }</pre>
 *
 * <h2>Values</h2>
 *
 * Templates compute with Python's values; the host sees them as plain Java objects, and the same way in both directions:
 *
 * <table>
 * <caption>The value model</caption>
 * <tr><th>Python</th><th>Java, as templates hold it</th><th>also taken from the host</th></tr>
 * <tr><td>None</td><td>{@code null}</td><td>an empty {@code Optional}</td></tr>
 * <tr><td>bool</td><td>{@code Boolean}</td><td></td></tr>
 * <tr><td>int</td><td>{@code Long}, {@code BigInteger} beyond its range</td><td>{@code Byte}, {@code Short},
 * {@code Integer}</td></tr>
 * <tr><td>float</td><td>{@code Double}</td><td>{@code Float}</td></tr>
 * <tr><td>Decimal</td><td>{@code BigDecimal}</td><td></td></tr>
 * <tr><td>str</td><td>{@code String}</td><td>{@code Character}, any {@code Enum} (its name)</td></tr>
 * <tr><td>list, tuple</td><td>{@code List}; see {@link dev.floe.jinja.Values#list} and
 * {@link dev.floe.jinja.Values#tuple}</td><td>any {@code List} or other {@code Collection}, copied into a list; arrays of objects</td></tr>
 * <tr><td>dict</td><td>{@code Map}; see {@link dev.floe.jinja.Values#dict}</td><td>any {@code Map}, copied</td></tr>
 * <tr><td>set</td><td>{@code Set}; see {@link dev.floe.jinja.Values#set}</td><td>any {@code Set}, copied</td></tr>
 * <tr><td>a function</td><td>{@link dev.floe.jinja.Callable}</td><td></td></tr>
 * <tr><td>an object</td><td>{@link dev.floe.jinja.HostObject}</td><td></td></tr>
 * <tr><td>undefined</td><td>{@link dev.floe.jinja.Undefined}</td><td></td></tr>
 * </table>
 *
 * Any other Java object is opaque: it prints as its {@code toString()} and has no attributes. Nothing is ever reached by reflection.
 */
@NullMarked
package dev.floe.jinja;

import org.jspecify.annotations.NullMarked;
