package org.s2slab.management;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The declarations of a product's cmdlets, as rows of a table. The code adds the action to each declaration.
 *
 * @param rows the cells of each row: the cmdlet; the parameter, or empty in the row of the cmdlet itself; the type, or {@code
 *     reads} or {@code changes}; {@code required} or {@code optional}; the parameter sets and the values of an ENUM, each
 *     separated by {@code |}; the help
 */
public record CmdletTable(List<List<String>> rows) {
    /** Reads a table. The first line has the names of the columns. Each other line is a row of cells separated by tabs. */
    public static CmdletTable of(String text) {
        return new CmdletTable(
                text.lines().skip(1).map(line -> List.of(line.split("\t", -1))).toList());
    }

    /**
     * Makes the cmdlet with this name from its declaration and an action.
     *
     * @throws IllegalArgumentException if the table does not declare it
     */
    public Cmdlet cmdlet(String name, Cmdlet.Action action) {
        List<List<String>> found = new ArrayList<>(
                rows.stream().filter(row -> row.get(0).equals(name)).toList());
        if (found.isEmpty() || !found.get(0).get(1).isEmpty()) {
            throw new IllegalArgumentException("the table declares no cmdlet " + name);
        }
        List<String> own = found.remove(0);
        List<CmdletParameter> parameters =
                found.stream().map(CmdletTable::parameter).toList();
        return new Cmdlet(name, own.get(6), parameters, own.get(2).equals("changes"), action);
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
