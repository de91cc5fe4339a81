package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemFlag;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

/** The query behind the operations on user configurations. */
class FolderSettingsTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private final ItemStore items = new ItemStore(mailbox.mailboxes.database, IdGenerator.seeded(5), new TestClock());
    private final Mailbox anna = mailbox.mailboxes.of("anna");

    private void create(String itemClass, boolean associated) {
        ItemContent content =
                ItemContent.empty(ItemKind.ITEM).withItemClass(itemClass).withFlag(ItemFlag.ASSOCIATED, associated);
        items.database().write(tx -> items.create(tx, anna, "inbox", content)).await();
    }

    private Optional<Item> find(String itemClass) {
        return items.database()
                .read(rx -> FolderStore.settings(rx, anna, MailFolder.of(DistinguishedFolder.INBOX), itemClass))
                .await();
    }

    /** No other item of the folder is read: none of them can be. */
    @Test
    void readsTheItemOfTheClassOnly() {
        create("IPM.Configuration.Wanted", true);
        create("IPM.Configuration.Other", true);
        create("IPM.Configuration.Wanted", false);
        create("IPM.Note", false);
        mailbox.mailboxes
                .database
                .change(
                        tx -> tx.execute(
                                "UPDATE items SET kind = 'NOTHING' WHERE NOT (associated = 1 AND class = 'IPM.Configuration.Wanted')"))
                .await();
        assertThat(find("ipm.configuration.wanted").map(item -> item.content().itemClass()))
                .hasValue("IPM.Configuration.Wanted");
        assertThat(find("IPM.Configuration.None")).isEmpty();
        assertThatThrownBy(() -> find("IPM.Configuration.Other")).hasMessageContaining("NOTHING");
    }
}
