package org.s2slab.management;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.s2slab.resource.ResourceTable;

/**
 * The declarations of a product's cmdlets, as rows of a table. The code adds the action to each declaration.
 *
 * @param rows the cells of each row: the cmdlet; the parameter, or empty in the row of the cmdlet itself; the type, or
 *     {@code reads} or {@code changes}; {@code required} or {@code optional}; the parameter sets and the values of an
 *     ENUM, each separated by {@code |}; the help. The rows of {@code <all>} declare parameters of all cmdlets, the
 *     rows of {@code <changes>} parameters of all cmdlets that change data.
 */
public record CmdletTable(List<List<String>> rows) {
    /** The cmdlets of every node, and the parameters of all cmdlets. */
    public static final CmdletTable SERVER = named("server");

    /** The table of a product, from a resource of the program. */
    public static CmdletTable named(String product) {
        return of(ResourceTable.text("/cmdlets/" + product + ".tsv"));
    }

    /** Reads a table from its text. */
    public static CmdletTable of(String text) {
        return new CmdletTable(ResourceTable.parse(text).stream().map(List::of).toList());
    }

    /** This table with a value of the node in place of a placeholder. */
    public CmdletTable with(String placeholder, String value) {
        return new CmdletTable(rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.replace(placeholder, value))
                        .toList())
                .toList());
    }

    /**
     * Creates the cmdlet with this name from its declaration and an action.
     *
     * @throws IllegalArgumentException if the table does not declare it
     */
    public Cmdlet cmdlet(String name, Cmdlet.Action action) {
        List<String> own = rows.stream()
                .filter(row -> row.get(0).equals(name) && row.get(1).isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the table declares no cmdlet " + name));
        return new Cmdlet(name, own.get(6), parameters(name), own.get(2).equals("changes"), action);
    }

    /** The parameters that the table declares for a cmdlet. */
    public List<CmdletParameter> parameters(String cmdlet) {
        return rows.stream()
                .filter(row -> row.get(0).equals(cmdlet) && !row.get(1).isEmpty())
                .map(CmdletTable::parameter)
                .toList();
    }

    private static CmdletParameter parameter(List<String> row) {
        return new CmdletParameter(
                row.get(1),
                CmdletParameter.Type.valueOf(row.get(2)),
                row.get(3).equals("required"),
                words(row.get(4)),
                words(row.get(5)),
                row.get(6));
    }

    private static List<String> words(String cell) {
        return Stream.of(cell.split("\\|"))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }
}
