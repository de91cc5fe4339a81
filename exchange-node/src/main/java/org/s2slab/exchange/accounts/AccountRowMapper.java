package org.s2slab.exchange.accounts;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.s2slab.store.NameKey;

/** Accounts as rows of their table. */
final class AccountRowMapper {
    static final String SELECT = "SELECT id, name, upn, sid, sip, enabled, mailbox, archive, rid FROM accounts";

    private AccountRowMapper() {}

    static Mailbox mailbox(Row row, List<String> addresses) {
        return new Mailbox(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                addresses,
                row.getInteger(5) == 1,
                row.getInteger(6) == 1,
                row.getInteger(7) == 1);
    }

    static Tuple row(Mailbox mailbox) {
        return Tuple.tuple()
                .addString(mailbox.id())
                .addString(mailbox.name())
                .addString(mailbox.upn())
                .addString(mailbox.sid())
                .addString(mailbox.sip())
                .addInteger(mailbox.enabled() ? 1 : 0)
                .addInteger(mailbox.present() ? 1 : 0);
    }

    /** The given identifier, or that of a domain made of the name behind the at sign. */
    static String sid(Row row) {
        String given = row.getString(3);
        String upn = row.getString(2);
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
                        Long.toString(row.getLong(8)));
    }
}
