package org.s2slab.engine.run;

import java.util.List;
import org.s2slab.exchange.ews.EwsOperationTable;
import org.s2slab.exchange.ews.EwsOperationTable.Row;
import org.s2slab.exchange.responsecode.ResponseCode;

/** The generated page about the operations of Exchange Web Services and their support in the lab. */
public final class EwsOperationPage {
    private EwsOperationPage() {}

    /** The page as Markdown. */
    public static String text() {
        List<Row> rows = EwsOperationTable.rows();
        long refused = rows.stream().filter(row -> row.refusal() != null).count();
        long constant = rows.stream().filter(Row::isConstant).count() - refused;
        StringBuilder page = new StringBuilder("# Operations of Exchange Web Services\n\nGenerated; do not edit.\n\n"
                + "The service description of Exchange 2013 SP1 has " + rows.size() + " operations. The lab performs "
                + (rows.size() - refused - constant) + " of them. It answers " + constant
                + " with content that is the same for every mailbox, and refuses " + refused
                + " with a response code of the product: the one that is documented for the case or, where none is,"
                + " ErrorInvalidOperation. Every request that is valid by the schema is read."
                + " [Decision 0069](../decisions/0069-the-whole-grammar-of-web-services.md) says why and what is planned.\n\n"
                + "| operation | since | what the lab does |\n|---|---|---|\n");
        rows.forEach(row -> page.append("| ")
                .append(row.name())
                .append(" | ")
                .append(row.since())
                .append(" | ")
                .append(deed(row))
                .append(" |\n"));
        return page.toString();
    }

    private static String deed(Row row) {
        ResponseCode refusal = row.refusal();
        return !row.isConstant()
                ? "performs it"
                : (refusal == null ? "answers `" + row.content() + "`" : "refuses: " + refusal.name()) + ". "
                        + row.note();
    }
}
