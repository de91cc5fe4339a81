package org.s2slab.exchange.accounts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox.MailboxTrait;
import org.s2slab.store.NameKey;
import org.s2slab.store.ResultRow;

/** Converts accounts to table rows and back. */
final class AccountRowMapper {
    static final String SELECT =
            "SELECT id, name, upn, sid, sip, enabled, mailbox, archive, rid, mailbox_database FROM accounts";

    private AccountRowMapper() {}

    static Mailbox mailbox(ResultRow row, List<String> addresses) {
        return new Mailbox(
                row.text("id"),
                row.text("name"),
                row.text("upn"),
                row.optionalText("sid"),
                row.optionalText("sip"),
                addresses,
                Switches.<MailboxTrait>of()
                        .with(MailboxTrait.ENABLED, row.isSet("enabled"))
                        .with(MailboxTrait.PRESENT, row.isSet("mailbox"))
                        .with(MailboxTrait.ARCHIVE, row.isSet("archive")));
    }

    static List<@Nullable Object> row(Mailbox mailbox) {
        return Arrays.asList(
                mailbox.id(),
                mailbox.name(),
                mailbox.upn(),
                mailbox.sid(),
                mailbox.sip(),
                mailbox.enabled() ? 1 : 0,
                mailbox.present() ? 1 : 0);
    }

    /** The stored SID of an account; if missing, a SID whose domain part is computed from the UPN's domain. */
    static String sid(ResultRow row) {
        String given = row.optionalText("sid");
        String upn = row.text("upn");
        UUID domain = UUID.nameUUIDFromBytes(
                NameKey.of(upn.substring(upn.indexOf('@') + 1)).getBytes(StandardCharsets.UTF_8));
        return given != null
                ? given
                : String.join(
                        "-",
                        "s-1-5-21",
                        Long.toString(domain.getMostSignificantBits() >>> Integer.SIZE),
                        Integer.toUnsignedString((int) domain.getMostSignificantBits()),
                        Integer.toUnsignedString((int) domain.getLeastSignificantBits()),
                        Long.toString(row.integer("rid")));
    }
}
