package org.s2slab.exchange.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.ReadMailbox.NAME;
import static org.s2slab.exchange.items.ReadMailbox.base;
import static org.s2slab.exchange.items.ReadMailbox.code;
import static org.s2slab.exchange.items.ReadMailbox.constant;
import static org.s2slab.exchange.items.ReadMailbox.contains;
import static org.s2slab.exchange.items.ReadMailbox.distinguished;
import static org.s2slab.exchange.items.ReadMailbox.find;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.items.ReadMailbox;

/** Restrictions with many search expressions, beside each other and inside one another; Exchange evaluates 255. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongRestrictionTest {
    private static final String TOO_LONG = "ErrorRestrictionTooLong";
    private static final String CARLA = "<t:IsEqualTo>" + NAME + constant("Carla") + "</t:IsEqualTo>";

    /** The database cannot evaluate this one, so each item is read for it. */
    private static final String LOOSELY_CARLA = contains("Prefixed", "Loose", "carla");

    private ReadMailbox mailbox;

    @BeforeAll
    void open(@TempDir Path folder) {
        mailbox = new ReadMailbox(folder);
    }

    @AfterAll
    void close() {
        mailbox.close();
    }

    @Test
    void findsByAsManyAsExchangeEvaluates() {
        for (String one : List.of(CARLA, LOOSELY_CARLA)) {
            assertThat(mailbox.names(restricted(any(254, one)))).containsExactly("Carla");
            assertThat(mailbox.names(restricted("<t:And>" + any(126, one) + any(126, one) + "</t:And>")))
                    .containsExactly("Carla");
            assertThat(mailbox.names(restricted(inside(254, one)))).containsExactly("Carla");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 20_000})
    void refusesMoreBesideEachOther(int many) {
        assertThat(codeOf(restricted(any(many, CARLA)))).isEqualTo(TOO_LONG);
        assertThat(codeOf(restricted(any(many, LOOSELY_CARLA)))).isEqualTo(TOO_LONG);
        assertThat(codeOf("<m:FindFolder Traversal=\"Deep\"><m:FolderShape>" + base("IdOnly") + "</m:FolderShape>"
                        + restriction(any(many, CARLA)) + "<m:ParentFolderIds>" + distinguished("msgfolderroot")
                        + "</m:ParentFolderIds></m:FindFolder>"))
                .isEqualTo(TOO_LONG);
        assertThat(codeOf(find(
                        base("IdOnly"),
                        "<m:SeekToConditionPageItemView BasePoint=\"Beginning\"><t:Condition>" + any(many, CARLA)
                                + "</t:Condition></m:SeekToConditionPageItemView>")))
                .isEqualTo(TOO_LONG);
    }

    @Test
    void refusesMoreInsideOneAnother() {
        assertThat(codeOf(restricted(inside(255, CARLA)))).isEqualTo(TOO_LONG);
        assertThat(codeOf(restricted("<t:Or>" + any(200, CARLA) + inside(60, CARLA) + "</t:Or>")))
                .isEqualTo(TOO_LONG);
    }

    private String codeOf(String request) {
        return code(mailbox.calls.messages(request).get(0));
    }

    private static String restricted(String expression) {
        return find(base("Default"), restriction(expression));
    }

    private static String restriction(String expression) {
        return "<m:Restriction>" + expression + "</m:Restriction>";
    }

    /** One more search expression than it has inside. */
    private static String any(int many, String expression) {
        return "<t:Or>" + expression.repeat(many) + "</t:Or>";
    }

    /** An even number of negations. */
    private static String inside(int depth, String expression) {
        return "<t:Not>".repeat(depth) + expression + "</t:Not>".repeat(depth);
    }
}
