package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.management.CmdletTable;

/** Tests the tables that declare the cmdlets of each product and of every server. */
class CmdletTablesTest {
    @ParameterizedTest
    @ValueSource(strings = {"authz", "exchange", "lync", "sharepoint", "server"})
    void declareEachCmdletAndParameterOnce(String product) {
        List<List<String>> rows = CmdletTable.named(product).rows();

        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(7));
        assertThat(rows.stream().map(row -> List.of(row.get(0), row.get(1), row.get(4))))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authz", "exchange", "lync", "sharepoint"})
    void declareNoCmdletThatNoNodeOffers(String product) {
        assertThat(CmdletTable.named(product).rows())
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(ProductCatalog.cmdlet(product, row.get(0))).isEmpty());
    }
}
