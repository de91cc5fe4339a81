package org.s2slab.testing;

import java.util.List;
import org.s2slab.management.CmdletTable;

/** Reads single values from the tables of cmdlets. */
public final class TestTables {
    private TestTables() {}

    /** The permitted values of an ENUM parameter. */
    public static List<String> values(CmdletTable table, String cmdlet, String parameter) {
        return table.rows().stream()
                .filter(row -> row.get(0).equals(cmdlet) && row.get(1).equals(parameter))
                .map(row -> List.of(row.get(5).split("\\|")))
                .findFirst()
                .orElseThrow();
    }
}
